import { describe, expect, it } from 'vitest';
import { jobs } from '../../../commands/jobs.js';
import { score } from '../../../commands/score.js';
import { stylize } from '../../../commands/stylize.js';
import { buildProgram, type Typed } from '../../../src/adapters/terminal/program.js';

async function type(...words: string[]) {
  let typed: Typed | null = null;
  let stdout = '';
  let stderr = '';
  const program = buildProgram({
    version: '9.9.9',
    commands: [stylize, score, jobs],
    act: async (_, values) => {
      typed = values;
    },
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  const failure = await program.parseAsync(words, { from: 'user' }).then(
    () => null,
    (error: { exitCode: number; code: string }) => error,
  );
  return { typed: typed as Typed | null, stdout, stderr, failure };
}

describe('buildProgram', () => {
  it('gathers styles given as options, repeated, and as further words', async () => {
    const { typed } = await type('stylize', 'photo.jpg', '--style', 'a:2', '-s', 'b', 'c');
    expect(typed).toEqual({ content: 'photo.jpg', style: ['a:2', 'b', 'c'] });
  });

  it('takes the photo after the options too', async () => {
    expect((await type('stylize', '--style', 'a', 'photo.jpg')).typed).toEqual({
      content: 'photo.jpg',
      style: ['a'],
    });
  });

  it('hands over options under the names of the table, and only those that were typed', async () => {
    const { typed } = await type('stylize', 'p', '--side-by-side', '--strength', '-5', '-o', 'x.png', '-q');
    expect(typed).toEqual({
      ...{ content: 'p', style: [], 'side-by-side': true, strength: '-5', output: 'x.png', quiet: true },
    });
  });

  it('takes what may be left out by position only where it is typed', async () => {
    expect((await type('jobs')).typed).toEqual({});
    expect((await type('jobs', 'list', '--state', 'done')).typed).toEqual({ action: 'list', state: 'done' });
    expect((await type('jobs', 'show', 'rokadimu')).typed).toEqual({ action: 'show', id: 'rokadimu' });
    const { stdout } = await type('jobs', '--help');
    expect(stdout).toContain('jobs [options] [action] [id]');
    expect(stdout.replace(/\s+/g, ' ')).toContain('(list, show, cancel, retry) [list]');
  });

  it('shows every option of a command with its range and default', async () => {
    const { stdout, failure } = await type('stylize', '--help');
    expect(failure).toMatchObject({ exitCode: 0 });
    const help = stdout.replace(/\s+/g, ' ');
    for (const option of Object.keys(stylize.options)) {
      if (option !== 'content') expect(help).toContain(`--${option}`);
    }
    expect(help).toContain('(1 to 5000)');
    expect(help).toContain('[50]');
    expect(help).toContain('Examples:');
  });

  it('lists the options of a long command under headings, each once', async () => {
    const { stdout } = await type('stylize', '--help');
    const headings = ['Pictures:', 'Painting:', 'Controls:', 'Engine:', 'Output:'];
    const places = headings.map((heading) => stdout.indexOf(`\n${heading}\n`));
    expect(places.every((place, k) => place > (places[k - 1] ?? 0))).toBe(true);
    const under = (heading: string) =>
      stdout.slice(places[headings.indexOf(heading)], places[headings.indexOf(heading) + 1]);
    expect(under('Pictures:')).toContain('--style <');
    expect(under('Pictures:')).toContain('--resume <');
    expect(stdout.match(/\nPictures:\n/g)).toHaveLength(1);
    expect(under('Painting:')).toContain('--strength <');
    expect(under('Controls:')).toContain('--tv-weight <');
    expect(under('Painting:')).not.toContain('--tv-weight <');
    expect(under('Output:')).toContain('--timelapse <');
  });

  it('leaves the photo to the option that can bring it', async () => {
    expect((await type('stylize', '--resume', 'p.png')).typed).toEqual({ style: [], resume: 'p.png' });
    expect((await type('stylize', '--help')).stdout).toContain('[photo] [more...]');
  });

  it.each([
    [
      ['stylize', 'p', '--sise', '3'],
      /^impasto: unknown option '--sise' \(Did you mean --size\?\) `impasto stylize --help`/,
    ],
    [['score'], /^impasto: missing required argument 'image'\. `impasto score --help`/],
    [['stylize', 'p', '--size'], /^impasto: option '--size <pixels>' argument missing\./],
    [['jobs', 'show', 'a', 'b'], /^impasto: too many arguments/],
    [['score', 'a', 'b'], /^impasto: too many arguments/],
    [['painting'], /^impasto: unknown command 'painting'/],
  ])('says in one line what is wrong with %j', async (words, sentence) => {
    const { stderr, failure, typed } = await type(...words);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(failure?.exitCode).toBe(1);
    expect(typed).toBeNull();
  });
});
