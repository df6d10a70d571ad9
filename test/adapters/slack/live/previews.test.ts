/** The picture in a message while it is painted: never in the way of the words, and cleared away. */
import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/manual-clock.js';
import { jobAt, message } from './job.js';
import { openStage } from './stage.js';

/** News every second, with a preview of every third step, of so many. */
async function paint(stage: ReturnType<typeof openStage>, steps: number) {
  stage.live.show(jobAt({ message }));
  await settle();
  for (let step = 1; step <= steps; step++) {
    stage.tell(`step ${step}`, step % 3 === 0 ? step : null);
    await stage.clock.pass(1000);
  }
}

const left = ({ uploaded }: ReturnType<typeof openStage>) =>
  [...uploaded].filter(([, { isDeleted }]) => !isDeleted).map(([id]) => id);

describe('a preview', () => {
  it('is uploaded for the app alone, shown when it is there, and deleted when it was replaced', async () => {
    const stage = openStage();
    await paint(stage, 20);
    expect(stage.times()).toEqual([0, 3000, 6000, 9000, 12_000, 15_000, 18_000]);
    const shown = stage.shown().map(([id]) => id);
    expect(shown.slice(0, 4)).toEqual([undefined, undefined, 'F1', 'F2']);
    expect(stage.callsOf('share').every(({ place }) => place === null)).toBe(true);
    expect(stage.callsOf('deleteFile').map(({ about }) => about)).toEqual(
      stage
        .callsOf('share')
        .slice(0, -2)
        .map(({ about }) => about),
    );
    expect(left(stage)).toHaveLength(2);
    expect([...stage.files.take('rokadimu')]).toEqual(left(stage));
  });

  it('is described as what it is, also while it stands in for the next', async () => {
    const stage = openStage();
    await paint(stage, 10);
    const images = stage
      .callsOf('update')
      .flatMap(({ words }) => words!.blocks.filter(({ type }) => type === 'image'));
    expect(images.length).toBeGreaterThan(1);
    expect(images.every((image) => 'alt_text' in image && image.alt_text === 'so far')).toBe(true);
  });

  it('is deleted only when the message does without it', async () => {
    const stage = openStage();
    await paint(stage, 10);
    const shownAt = (id: string) =>
      stage.calls.findLastIndex(({ words }) => JSON.stringify(words?.blocks ?? []).includes(`"${id}"`));
    const deletions = stage.callsOf('deleteFile');
    expect(deletions.length).toBeGreaterThan(0);
    for (const deletion of deletions)
      expect(stage.calls.indexOf(deletion)).toBeGreaterThan(shownAt(deletion.about));
  });

  it('is not uploaded where there is none', async () => {
    const stage = openStage();
    await paint(stage, 2);
    expect(new Set(stage.methods())).toEqual(new Set(['update']));
  });

  it('is uploaded once, however often it is shown', async () => {
    const stage = openStage();
    stage.live.show(jobAt({ message }));
    await settle();
    for (let step = 1; step <= 20; step++) {
      stage.tell(`step ${step}`, 1);
      await stage.clock.pass(1000);
    }
    expect(stage.callsOf('upload')).toHaveLength(1);
    expect(stage.shown().at(-1)).toEqual(['F1']);
    expect(stage.callsOf('deleteFile')).toEqual([]);
  });

  it('is dropped where Slack still looks at it after twenty seconds, and none is tried after three', async () => {
    const stage = openStage({ readyMs: 3600_000 });
    await paint(stage, 120);
    expect(stage.callsOf('upload').map(({ at }) => at)).toEqual([3000, 24_000, 45_000]);
    expect(stage.callsOf('deleteFile').map(({ about }) => about)).toEqual(['F1', 'F2', 'F3']);
    expect(stage.shown().flat()).toEqual([]);
  });

  it('is waited for where Slack does not answer', async () => {
    const stage = openStage();
    stage.fate('file', ...Array.from({ length: 9 }, () => 'unreachable' as const));
    await paint(stage, 40);
    expect(stage.shown().flat()).toContain('F1');
  });

  it('is forgotten where Slack has lost it', async () => {
    const stage = openStage();
    stage.fate('file', 'gone');
    await paint(stage, 20);
    expect(stage.shown().flat()).not.toContain('F1');
    expect(stage.shown().flat()).toContain('F2');
  });
});

describe('a Slack that does not like pictures', () => {
  it('gets the words at once, and no more pictures for that message', async () => {
    const stage = openStage();
    stage.fate('update', null, null, 'bad-picture');
    await paint(stage, 20);
    expect(stage.shown().filter((files) => files.length > 0)).toEqual([['F1']]);
    const [refused, again] = stage.callsOf('update').slice(2, 4);
    expect(again!.at).toBe(refused!.at);
    expect(again!.words!.text).toBe(refused!.words!.text);
    expect(stage.said().at(-1)).toBe('step 18');
    expect(stage.uploaded.size).toBe(1);
    expect(left(stage)).toEqual([]);
  });

  it('by its permissions is asked once', async () => {
    const stage = openStage();
    stage.fate('upload', 'forbidden');
    await paint(stage, 20);
    expect(stage.callsOf('upload')).toHaveLength(1);
    expect(stage.said().at(-1)).toBe('step 18');
  });

  it('by their kind is asked three times', async () => {
    const stage = openStage();
    stage.fate('upload', 'refused', 'too-large', 'refused');
    await paint(stage, 30);
    expect(stage.callsOf('upload')).toHaveLength(3);
  });

  it('just now is asked with the next edit', async () => {
    const stage = openStage();
    stage.fate('upload', 'limited', 'unreachable', 'limited', 'limited');
    await paint(stage, 30);
    expect(stage.callsOf('upload').length).toBeGreaterThan(5);
    expect(stage.shown().flat()).toContain('F1');
  });

  it('to be deleted is asked again', async () => {
    const stage = openStage();
    stage.fate('deleteFile', 'limited', 'limited');
    await paint(stage, 30);
    expect(stage.callsOf('deleteFile').filter(({ about }) => about === 'F1')).toHaveLength(3);
    expect(stage.uploaded.get('F1')!.isDeleted).toBe(true);
  });
});
