import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeImage } from '../../src/image/encode.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery } from '../../src/request/presets.js';
import { formatRecord } from '../../src/request/record.js';
import { buildRequest } from '../../src/request/request.js';
import { resumeTyped } from '../../src/tools/resume.js';
import { chooseFiles } from '../../src/tools/stylize-files.js';

const folder = mkdtempSync(join(tmpdir(), 'impasto-resume-'));
afterAll(() => rmSync(folder, { recursive: true }));
const painted = join(folder, 'painted.webp');
const settings = {
  ...{ content: 'coffee', style: ['harvest:2', 'ink-wash'], recipe: 'udacity', seed: '7', init: 'noise' },
  mask: ['astronaut'],
};
const none = { content: null, styles: [], masks: [], init: null };
const save = async (file: string, kept: object | null, more: object = {}) => {
  const pixels = { width: 40, height: 32, data: new Uint8Array(40 * 32 * 3).fill(77) };
  const record = kept && formatRecord({ settings: kept, pictures: none, recipe: {}, device: 'cpu', ...more });
  writeFileSync(file, await encodeImage(pixels, { format: 'webp', ...(record === null ? {} : { record }) }));
};
beforeAll(() => save(painted, settings));

it("takes a picture's own settings, and the picture as the start", async () => {
  expect(await resumeTyped({ style: [], resume: painted })).toEqual({
    ...settings,
    ...{ resume: painted, init: painted },
  });
});

it('what is typed goes first', async () => {
  const typed = { resume: painted, style: ['contour-bands'], seed: '9', content: 'raccoon', quiet: true };
  expect(await resumeTyped(typed)).toMatchObject({ ...typed, recipe: 'udacity', init: painted });
});

it('leaves alone what resumes nothing', async () => {
  const typed = { content: 'coffee', style: [], init: 'noise' };
  expect(await resumeTyped(typed)).toBe(typed);
});

it('refuses another start, a picture that says nothing, and a file that is none', async () => {
  const refusal = (typed: Parameters<typeof resumeTyped>[0]) => expect(resumeTyped(typed)).rejects;
  await refusal({ resume: painted, init: 'noise' }).toMatchObject({
    code: 'option-invalid',
    context: { option: 'init' },
  });
  const mute = join(folder, 'mute.webp');
  await save(mute, null);
  await refusal({ resume: mute }).toMatchObject({ code: 'record-missing', context: { path: mute } });
  await refusal({ resume: join(folder, 'no.png') }).toMatchObject({ code: 'file-unreadable' });
});

it('starts from the pixels, and writes beside the picture it goes on from, never over it', async () => {
  const values = parseOptions(stylizeOptions, await resumeTyped({ resume: painted }));
  const rhythm = {
    previewIntervalMs: 0,
    previewEvery: 0,
    saveEvery: 0,
    signal: new AbortController().signal,
  };
  const request = await buildRequest(values, await createGallery(), rhythm);
  expect(request).toMatchObject({
    recipe: 'udacity',
    seed: 7,
    init: { width: 40, height: 32 },
    content: { label: 'coffee' },
  });
  expect(chooseFiles(values, request).output).toBe('painted-resumed.webp');
  expect(chooseFiles({ ...values, resume: 'odd.bin' }, request).output).toBe(
    'coffee-harvest-ink-wash-resumed.png',
  );
  expect(chooseFiles({ ...values, output: 'x.png' }, request).output).toBe('x.png');
});

it('a picture of a chat needs its pictures to be named, masks too', async () => {
  const resume = join(folder, 'strange.webp');
  const sha256 = 'ab'.repeat(32);
  await save(resume, { recipe: 'impasto' }, { pictures: { ...none, masks: [{ sha256 }] } });
  const named = { content: 'coffee', style: ['harvest'], mask: ['astronaut'] };
  expect(await resumeTyped({ resume, ...named })).toEqual({
    resume,
    ...named,
    recipe: 'impasto',
    init: resume,
  });
  for (const [option, nothing] of [
    ['content', undefined],
    ['style', []],
    ['mask', []],
  ] as const) {
    const { [option]: _, ...others } = named;
    const typed = nothing === undefined ? others : { ...others, [option]: nothing };
    await expect(resumeTyped({ resume, ...typed })).rejects.toMatchObject({
      ...{ code: 'option-invalid', context: { option, expected: expect.stringContaining('strange.webp') } },
    });
  }
});

it('does not go on from a file that only shows a picture', async () => {
  for (const shows of ['side-by-side', 'timelapse'] as const) {
    const resume = join(folder, `${shows}.webp`);
    await save(resume, settings, { shows });
    await expect(resumeTyped({ resume })).rejects.toMatchObject({
      ...{ code: 'option-invalid', context: { option: 'resume', expected: expect.stringContaining(shows) } },
    });
  }
});
