/** The doors as a person meets them: which options of `/stylize` there are, and what comes of a value that is typed there. */
import { type CommandInteractionOption, ApplicationCommandOptionType as Kind } from 'discord.js';
import { stylize } from '../../commands/stylize.js';
import { stylizeInChatOptions } from '../../commands/stylize-in-chat.js';
import { discordCommands } from '../../src/adapters/discord/definitions.js';
import { readOptions } from '../../src/adapters/discord/inputs.js';
import { withControls } from '../../src/adapters/slack/more-controls.js';
import { readStylizeView } from '../../src/adapters/slack/stylize-filled.js';
import { stylizeView } from '../../src/adapters/slack/stylize-view.js';
import { readTyped } from '../../src/adapters/slack/typed.js';
import { buildProgram, type Typed } from '../../src/adapters/terminal/program.js';
import { parseLine } from '../../src/adapters/web/page/parse-line.js';
import { toPageCommand } from '../../src/adapters/web/start.js';
import { StudioError } from '../../src/errors.js';
import { defaultSettings } from '../../src/job/settings/table.js';
import { describeError, type Place } from '../../src/reply/errors.js';
import type { Door, OptionTable } from '../../src/request/option.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOption, type RawValue } from '../../src/request/parse.js';
import { inputsOf, stateOf } from '../adapters/slack/render/views.js';

/** What is wrong with a value, as it is said there; else the value, or that a file was taken. */
export type Given = { readonly refusal: string } | { readonly value: unknown };

export interface Way {
  readonly rows: OptionTable;
  /** Names of the options that a person is offered. */
  readonly offered: readonly string[];
  give(name: string, text: string): Promise<Given>;
}

const isFile = { value: 'a file' } as const;

function reading(place: Place, read: () => unknown): Given {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof StudioError) return { refusal: describeError(error, place) };
    throw error;
  }
}

const flagTexts: Readonly<Record<string, boolean>> = { true: true, false: false };

function programOf(act: (typed: Typed) => void, stderr: (text: string) => void) {
  const parts = { version: '0', commands: [stylize], stdout: () => undefined, stderr };
  return buildProgram({ ...parts, act: async (_, typed) => act(typed) });
}

const terminal: Way = {
  rows: stylizeOptions,
  offered: [
    ...stylize.positional,
    ...programOf(
      () => undefined,
      () => undefined,
    ).commands[0]!.options.map(({ long }) => long!.slice(2)),
  ],
  async give(name, text) {
    let typed: Typed = {};
    let said = '';
    const program = programOf(
      (found) => {
        typed = found;
      },
      (words) => {
        said += words;
      },
    );
    const isFlag = this.rows[name]?.type === 'flag';
    const words = name === 'content' ? [text] : ['photo', `--${name}`, ...(isFlag ? [] : [text])];
    try {
      await program.parseAsync(['stylize', ...words], { from: 'user' });
    } catch {
      // Why: commander has said by then what is wrong.
      return { refusal: said };
    }
    return reading('terminal', () => parseOption(name, this.rows[name]!, typed[name] as RawValue));
  },
};

const pageCommand = toPageCommand(stylize, { ...defaultSettings, 'max-size': 2048, 'max-steps': 5000 }, []);

const page: Way = {
  rows: stylizeOptions,
  offered: pageCommand.options.map(({ name }) => name),
  async give(name, text) {
    const { given, problems } = parseLine(`/stylize ${name}:"${text}"`, [pageCommand]);
    if (problems[0] !== undefined) return { refusal: problems[0] };
    const [one] = given;
    if (one?.option.name !== name) return { refusal: `${name} is no option there` };
    // What the page takes, its server reads once more.
    return reading('chat', () => parseOption(name, this.rows[name]!, one.text));
  },
};

const definitions =
  (discordCommands().find(({ name }) => name === 'stylize') as { options?: readonly { name: string }[] })
    .options ?? [];

const discord: Way = {
  rows: stylizeInChatOptions,
  offered: definitions.map(({ name }) => name),
  async give(name, text) {
    const type = this.rows[name]!.type;
    const file = { name: 'here.png', url: 'https://x', size: 1, contentType: 'image/png' };
    const sent =
      type === 'attachment'
        ? { name, type: Kind.Attachment, value: '1', attachment: file }
        : { name, type: Kind.String, value: type === 'flag' ? flagTexts[text] : text };
    const { values, uploads } = readOptions([sent as unknown as CommandInteractionOption]);
    if (uploads[name] !== undefined) return isFile;
    return reading('chat', () => parseOption(name, this.rows[name]!, values[name]));
  },
};

const form = stylizeView({
  ...{ preselected: null, channel: null, photos: [] },
  styles: [{ id: 'harvest', title: 'Harvest', credit: '', picture: { type: 'preset', id: 'harvest' } }],
});
const whole = withControls({ ...form, private_metadata: '', state: stateOf({}) } as never)!;

/** Fields of the form that are no order's value, as they are read. */
const ownFields: Readonly<Record<string, keyof ReturnType<typeof readStylizeView>>> = {
  ...{ content: 'content', style: 'style', mask: 'mask', 'init-picture': 'initPicture' },
  ...{ preset: 'preset', 'invert-mask': 'isMaskInverted', private: 'isPrivate' },
};

const slack: Way = {
  rows: stylizeInChatOptions,
  offered: inputsOf(whole),
  async give(name, text) {
    const row = this.rows[name]!;
    const boxes = [{ value: 'yes' }];
    const filled = readStylizeView(
      stateOf({
        [name]: {
          ...{ value: text, selected_options: boxes, files: [{ id: 'F1', name: 'here.png' }] },
          selected_option: { value: row.type === 'flag' ? 'on' : text },
        },
      }),
    );
    const own = ownFields[name];
    if (row.type === 'attachment') return filled[own!] === null ? { refusal: 'no file' } : isFile;
    const typed = reading('chat', () => readTyped(`${name}:${text}`));
    if ('refusal' in typed) return typed;
    if (own !== undefined) return { value: row.type === 'list' ? [filled[own]] : filled[own] };
    return reading('chat', () => parseOption(name, row, filled.values[name]));
  },
};

export const ways: Readonly<Record<Door, Way>> = { terminal, page, discord, slack };
