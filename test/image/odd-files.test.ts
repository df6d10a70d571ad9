import { describe, expect, it } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { decodeImage } from '../../src/image/decode.js';
import { makeOddFiles } from '../fakes/odd-files.js';

const files = await makeOddFiles();

describe('a corpus of odd and hostile files', () => {
  it('has many files, each with a name of its own', () => {
    expect(files.length).toBeGreaterThanOrEqual(45);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  });

  for (const file of files) {
    const outcome = 'error' in file.expect ? file.expect.error : 'the right picture';
    it(`gives ${outcome} for ${file.name}`, { timeout: 7000 }, async () => {
      const started = performance.now();
      const result = await decodeImage(file.bytes, { name: file.name }).catch((error: unknown) => error);
      expect(performance.now() - started).toBeLessThan(5000);
      if ('error' in file.expect) {
        expect(result).toBeInstanceOf(StudioError);
        const { code, context } = result as StudioError;
        expect(code, JSON.stringify(context)).toBe(file.expect.error);
        expect(context).toMatchObject({ name: file.name });
        if (file.expect.format) expect(context).toMatchObject({ format: file.expect.format });
      } else {
        if (result instanceof Error) throw result;
        file.expect.picture(result as Awaited<ReturnType<typeof decodeImage>>);
      }
    });
  }

  it('leaves memory where a few large pictures need it', () => {
    // The 36-megapixel picture takes 108 MB once; bombs that unpacked would show as gigabytes.
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(1500);
  });
});
