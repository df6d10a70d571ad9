import { describe, expect, it } from 'vitest';
import { isCommandName, commands as visited } from '../../commands/all.js';
import type { Command } from '../../commands/command.js';
import { explore } from '../../commands/explore.js';
import { grid } from '../../commands/grid.js';
import { jobs } from '../../commands/jobs.js';
import * as lists from '../../commands/lists.js';
import { score } from '../../commands/score.js';
import { stylize } from '../../commands/stylize.js';

const inTerminal: readonly Command[] = [stylize, grid, explore, score, jobs, ...Object.values(lists)];
const inChats: readonly Command[] = Object.values(visited).filter((command) => !inTerminal.includes(command));
// Why not by name alone: the terminal's lists take other options than those of the chats.
const commands = [...inTerminal, ...inChats].map((command) => [command.name, command] as const);

describe.each(commands)('%s', (name, command) => {
  it('has a name that every door takes, and lines that begin with it', () => {
    expect(name).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
    expect(command.summary).not.toMatch(/\.$/);
    // Discord's limit for a description.
    expect(command.summary.length).toBeLessThanOrEqual(100);
    for (const line of command.examples) expect(line).toMatch(new RegExp(`^(impasto |/)${name}\\b`));
  });

  it('takes by position only what it has, and what must be there comes first', () => {
    const rows = command.positional.map((option) => command.options[option]);
    expect(rows).not.toContain(undefined);
    const required = rows.map((row) => row?.required === true);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
    if (command.rest !== null) expect(command.options[command.rest]?.type).toBe('list');
  });

  it('explains each option in one line', () => {
    for (const [option, row] of Object.entries(command.options)) {
      expect(option).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
      expect(row.help).toMatch(/^[^\n]*[^\n.]$/);
      expect(row.doors.length).toBeGreaterThan(0);
    }
  });
});

it('shows the options of a command where the command is', () => {
  const doors = (command: Command) => Object.values(command.options).flatMap((row) => row.doors);
  for (const command of inTerminal) expect(new Set(doors(command)).has('terminal')).toBe(true);
  for (const command of inChats) expect(doors(command)).not.toContain('terminal');
});

it('names every command of the chats as it is typed', () => {
  for (const [name, command] of Object.entries(visited)) expect(command.name).toBe(name);
  expect(isCommandName('stylize')).toBe(true);
  expect(isCommandName('constructor')).toBe(false);
  for (const command of inChats) {
    for (const line of command.examples) expect(line).toMatch(/^\//);
  }
});
