import { describe, expect, it } from 'vitest';
import { jobStates } from '../../src/job/job.js';
import { type Live, nothingHeard } from '../../src/reply/live.js';
import { presentJob } from '../../src/reply/present-job.js';
import { actions, type Block, type Reply } from '../../src/reply/reply.js';
import type { Order } from '../../src/request/order.js';
import { done, job, order, result, view } from './pictures.js';

const block = <Type extends Block['type']>({ blocks }: Reply, type: Type) =>
  blocks.find((one) => one.type === type) as Extract<Block, { readonly type: Type }> | undefined;
const words = ({ blocks }: Reply) => blocks.flatMap((one) => ('text' in one ? [one.text] : [])).join('\n');
const pressable = ({ buttons }: Reply) => buttons.map(({ action }) => action);
const running: Live = {
  ...{
    ...nothingHeard,
    state: 'running',
    step: 12,
    steps: 24,
    etaSeconds: 40,
    loss: 4523.4,
    firstLoss: 45234,
  },
  ...{ size: { width: 512, height: 341 }, previewStep: 11 },
};
const failure = { code: 'renderer-died', context: { detail: 'killed by SIGKILL' } } as const;
const ended = { endedAt: 9000, startedAt: 2000 } as const;

it('has a title, words without holes, and pictures that are told of, in every state', () => {
  for (const state of jobStates) {
    const over = state === 'queued' || state === 'running' ? {} : ended;
    for (const known of [null, result, { ...result, blob: null }]) {
      const reply = presentJob(job({ state, ...over, result: known }), null, view);
      expect(reply).toMatchObject({ kind: state, isPrivate: false });
      expect(reply.title).toContain('coffee in the style of Harvest');
      expect(JSON.stringify(reply)).not.toMatch(/undefined|NaN|\[object/);
      for (const { action, job: id } of reply.buttons) {
        expect(actions).toContain(action);
        expect(id).toBe('rokadimu');
      }
      const inOrder = actions.filter((action) => pressable(reply).includes(action));
      expect(pressable(reply)).toEqual(inOrder);
    }
  }
});

describe('a job that waits', () => {
  it('says its place and the time, with the photo where the picture will be', () => {
    const live: Live = { ...nothingHeard, state: 'queued', position: 2, etaSeconds: 170 };
    const reply = presentJob(job(), live, view);
    expect(block(reply, 'progress')).toEqual({
      ...{ type: 'progress', value: null, label: '2 ahead of you', remaining: 'done in about 3 min' },
      etaSeconds: 170,
    });
    expect(block(reply, 'picture')).toMatchObject({
      ...{ picture: { type: 'photo', job: 'rokadimu' }, width: 512, height: 341, alt: 'coffee, the photo' },
    });
    expect(pressable(reply)).toEqual(['cancel']);
  });

  it('keeps room for an upright picture, too', () => {
    const content = { ...order.content, width: 400, height: 600 };
    expect(block(presentJob(job({}, { content }), null, view), 'picture')).toMatchObject({
      ...{ width: 341, height: 512 },
    });
  });

  it('tells what was corrected', () => {
    const notes = [{ code: 'steps-limited', detail: 'limited to 100' }] as const;
    expect(words(presentJob(job({ notes }), null, view))).toBe('Steps limited to 100.');
  });
});

describe('a job that is painted', () => {
  it('shows how far it is, its loss and its preview in the room of the picture', () => {
    const reply = presentJob(job({ state: 'running' }), running, view);
    expect(block(reply, 'progress')).toEqual({
      ...{ type: 'progress', value: 0.5, label: '50 % · Step 12 of 24', remaining: 'done in about 40 s' },
      etaSeconds: 40,
    });
    expect(words(reply)).toBe('Loss at 10 % of where it began');
    expect(block(reply, 'picture')).toEqual({
      ...{
        type: 'picture',
        picture: { type: 'preview', job: 'rokadimu', step: 11 },
        width: 512,
        height: 341,
      },
      alt: 'coffee in the style of Harvest by Vincent van Gogh, as painted after 11 of 24 steps',
    });
    expect(pressable(reply)).toEqual(['cancel']);
  });

  it('goes by the news where they are ahead of the row', () => {
    expect(presentJob(job(), running, view).kind).toBe('running');
    expect(presentJob(done(), running, view).kind).toBe('done');
  });

  it('gets ready first, and takes no second cancel', () => {
    const reply = presentJob(job({ state: 'running' }), null, view);
    expect(block(reply, 'progress')).toMatchObject({ value: null, label: 'Getting ready to paint' });
    const stopping = presentJob(job({ state: 'running', cancelledBy: 'page/ann' }), running, view);
    expect(block(stopping, 'progress')).toMatchObject({ value: 0.5, label: 'Stopping after this step' });
    expect(stopping.buttons).toEqual([]);
  });

  it('tells notes once, whether they come from the row, the news or both', () => {
    const notes = [{ code: 'size-limited', detail: 'limited to 512' }] as const;
    const live: Live = { ...running, notes: [...notes, { code: 'resumed', detail: 'at step 8' }] };
    const reply = presentJob(job({ state: 'running', notes }), live, view);
    expect(words(reply)).toBe('Loss at 10 % of where it began\nSize limited to 512.\nGoing on at step 8.');
  });
});

describe('a job that is done', () => {
  it('shows before and after, what it was made with, and what can be done with it', () => {
    const reply = presentJob(done(), null, view);
    expect(reply.title).toBe('coffee in the style of Harvest');
    expect(block(reply, 'comparison')).toMatchObject({
      before: { picture: { type: 'photo' }, width: 600, height: 400 },
      after: {
        ...{ picture: { type: 'result', job: 'rokadimu' }, width: 512, height: 341 },
        alt: 'coffee in the style of Harvest by Vincent van Gogh, painted after 30 steps',
      },
    });
    expect(words(reply)).toBe(
      'Harvest by Vincent van Gogh\nrecipe impasto · 512x341 · 30 steps · strength 50 · seed 3 · 20 s on cpu · rokadimu',
    );
    expect(reply.buttons.map(({ label }) => label)).toEqual([
      ...['Stronger', 'Weaker', 'Another style', 'Again', 'HD', 'Keep colours', 'Info', 'Delete'],
    ]);
  });

  it('tells every control that differs, the start and the masks', () => {
    const [style] = order.styles;
    const ordered: Partial<Order> = {
      ...{ coarseness: 80, 'style-scale': 2, init: 'noise' },
      styles: [{ ...style!, mask: { ...order.content, label: 'sky' } }],
    };
    expect(words(presentJob(done({}, ordered), null, view))).toBe(
      'Harvest by Vincent van Gogh, inside the mask sky\n' +
        'recipe impasto · 512x341 · 30 steps · strength 50 · init noise · style scale 2 · coarseness 80 · seed 3 · 20 s on cpu · rokadimu',
    );
    const initPicture = { ...order.content, label: 'halukemo' };
    const goneOn = words(presentJob(done({}, { initPicture, init: 'noise' }), null, view));
    expect(goneOn).toContain('strength 50 · from halukemo · seed 3');
  });

  it('has a timelapse where there is one', () => {
    const painted = (known: typeof result) =>
      block(presentJob(done({ result: known }), null, view), 'comparison')?.after;
    expect(painted({ ...result, timelapse: { blob: 'f'.repeat(64), bytes: 9 } })?.hasTimelapse).toBe(true);
    expect(painted(result)).not.toHaveProperty('hasTimelapse');
  });

  it('leaves out what cannot help', () => {
    expect(pressable(presentJob(done({}, { strength: 100 }), null, view))).not.toContain('stronger');
    expect(pressable(presentJob(done({}, { strength: 0 }), null, view))).not.toContain('weaker');
    expect(pressable(presentJob(done(), null, { ...view, maxSize: 512 }))).not.toContain('hd');
    expect(pressable(presentJob(done({}, { colors: 'luminance' }), null, view))).not.toContain('colors');
    expect(words(presentJob(done({}, { colors: 'luminance' }), null, view))).toContain("the photo's colours");
  });

  it('says that its file is gone, and offers nothing that would need it', () => {
    const reply = presentJob(done({ inputs: [], result: { ...result, blob: null } }), null, view);
    expect(block(reply, 'comparison')).toBeUndefined();
    expect(words(reply)).toContain('has been deleted');
    expect(pressable(reply)).toEqual(['info', 'delete']);
  });

  it('names several styles, and files of strangers without their control characters', () => {
    const own = { ...order.styles[0]!, preset: null, label: 'waves\u001b[2J\n' };
    const content = { ...order.content, label: '' };
    const reply = presentJob(done({}, { content, styles: [...order.styles, own, own] }), null, view);
    expect(reply.title).toBe('a photo in the style of Harvest, waves [2J and waves [2J');
    const light = { ...own, label: 'waves', weight: 0.5 };
    expect(words(presentJob(done({}, { styles: [...order.styles, light] }), null, view))).toContain(
      'Harvest by Vincent van Gogh, weight 1 + waves, weight 0.5\n',
    );
  });
});

describe('a job that ended otherwise', () => {
  it('says what happened and what to do, without the words of a terminal', () => {
    const reply = presentJob(job({ ...ended, state: 'failed', failure }), null, view);
    expect(reply.title).toBe('Not painted: coffee in the style of Harvest');
    expect(words(reply)).toContain('killed by SIGKILL. Try again, perhaps with a smaller size.');
    expect(reply.buttons).toContainEqual({
      ...{ action: 'again', job: 'rokadimu', label: 'Try again', emphasis: 'primary' },
    });
    expect(pressable(reply)).toContain('delete');
  });

  it('offers no second try where it would end as the first', () => {
    const heavy = { code: 'job-too-heavy', context: { size: 512, fits: 384, detail: 'x' } } as const;
    const reply = presentJob(job({ ...ended, state: 'failed', failure: heavy }), null, view);
    expect(words(reply)).toContain('Try a size of 384 or less.');
    expect(pressable(reply)).not.toContain('again');
  });

  it('shows the best picture of one that was stopped, by somebody or by the clock', () => {
    const late = { code: 'rendered-too-long', context: { minutes: 60 } } as const;
    const expired = presentJob(job({ ...ended, state: 'expired', failure: late, result }), null, view);
    expect(block(expired, 'picture')).toMatchObject({ picture: { type: 'result' }, width: 512 });
    const stopped = presentJob(job({ ...ended, state: 'cancelled', result }), null, view);
    expect(words(stopped)).toContain('stopped after 30 steps; this is the best picture so far');
    expect(block(stopped, 'picture')).toMatchObject({ picture: { type: 'result' } });
    expect(pressable(stopped)).toEqual(['style', 'again', 'info', 'delete']);
    const early = presentJob(job({ ...ended, state: 'cancelled' }), null, view);
    expect(words(early)).toContain('before there was a picture');
    expect(block(early, 'picture')).toBeUndefined();
  });
});
