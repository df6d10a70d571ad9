import { describe, expect, it } from 'vitest';
import { type ErrorCode, type ErrorContexts, StudioError } from '../../src/errors.js';
import { describeError, isWrongUse } from '../../src/reply/errors.js';
import { describeNote } from '../../src/reply/notes.js';

/** A context per code; complete by type. */
const contexts: ErrorContexts = {
  'image-empty': { name: 'a.png' },
  'image-unknown': { name: 'a.png' },
  'image-unsupported': { name: 'a.png', format: 'SVG' },
  'image-broken': { name: 'a.png', detail: 'bad marker.' },
  'image-too-many-bytes': { name: 'a.png', bytes: 3e8, maxBytes: 25 * 2 ** 20 },
  'image-too-many-pixels': { name: 'a.png', width: 9000, height: 9000, maxPixels: 40e6 },
  'image-too-small': { name: 'a.png', width: 3, height: 400, minSide: 16 },
  'image-too-slow': { name: 'a.png', seconds: 5 },
  'file-unreadable': { path: 'a.png', detail: 'it is a folder' },
  'file-unwritable': { path: 'a.png', detail: 'no space left' },
  'output-format': { path: 'a.bmp', endings: ['.png', '.jpg', '.webp'] },
  'record-missing': { path: 'a.png' },
  'option-invalid': { option: '--size', value: 'x', expected: 'a whole number from 32 to 2048' },
  'option-missing': { option: 'style' },
  'picture-not-found': { name: 'nope', known: ['starry-night', 'coffee'] },
  'weights-broken': { path: 'w.safetensors', detail: 'its sha256 is another' },
  'manifest-broken': { path: 'manifest.json', detail: 'it is no JSON' },
  'device-unavailable': { device: 'cuda', detail: 'no such provider' },
  'engine-unavailable': { engine: 'onnx', detail: 'no such library' },
  'renderer-died': { detail: 'killed by SIGKILL' },
  'loss-not-finite': { recipe: 'impasto' },
  'memory-too-small': { size: 2048, needMiB: 9000, haveMiB: 4000, fits: 1024 },
  'config-invalid': { variable: 'IMPASTO_SLOTS', value: '0', expected: 'a whole number from 1 to 16' },
  'storage-full': { detail: 'the disk is full' },
  'storage-broken': { path: 'impasto.db', detail: 'it is no database' },
  'storage-busy': { path: 'data' },
  'data-missing': { path: 'data' },
  'blob-missing': { hash: 'ab'.repeat(32) },
  'job-unknown': { id: 'rokadimu' },
  'job-state': { id: 'rokadimu', state: 'done', action: 'cancelled' },
  'not-yours': { id: 'rokadimu' },
  'job-too-heavy': { size: 2048, fits: 1024, detail: 'killed by SIGKILL' },
  'waited-too-long': { minutes: 60 },
  'rendered-too-long': { minutes: 60 },
  'queue-full': { scope: 'server', limit: 20 },
  'daily-limit': { limit: 20, resetsInSeconds: 4000 },
  cooldown: { seconds: 12, limit: 30 },
  'channel-not-allowed': { channels: ['art', 'bots'] },
  'channel-not-age-restricted': {},
  'role-missing': { roles: ['painter'] },
  blocked: { kind: 'user', reason: 'spam' },
  'style-name-taken': { id: 'harvest' },
  'style-unknown': { id: 'mascot', known: ['logo', 'banner'] },
  'style-not-yours': { id: 'mascot' },
  'styles-forbidden': {},
  'styles-full': { limit: 25 },
  'styles-off': {},
  'setting-ceiling': { setting: 'max-steps', value: '900', ceiling: '500' },
  'setting-unknown': { setting: 'max-stps', known: ['max-steps'] },
  'settings-forbidden': {},
  'shutting-down': {},
  'port-unavailable': { host: '127.0.0.1', port: 8788, detail: 'it is taken' },
  'upload-too-large': { maxBytes: 80 * 2 ** 20 },
  'upload-broken': { detail: 'it has no end' },
  'upload-too-slow': { seconds: 300 },
  'upload-busy': {},
  'option-unknown': { command: 'history', options: ['limt'], known: ['limit'] },
  'command-unknown': { name: 'paint', known: ['stylize', 'help'] },
  'login-slow': { seconds: 12 },
  'login-wrong': {},
  'input-host': { host: 'evil.example' },
  'input-unreachable': { name: 'a.png', detail: 'the connection broke' },
  'input-gone': { name: 'a.png' },
  'token-refused': { variable: 'DISCORD_TOKEN', platform: 'Discord' },
  'platform-failed': { platform: 'Discord', detail: 'it is not reached. Try again later' },
  unexpected: { detail: 'x is not a function' },
};
const codes = Object.keys(contexts) as ErrorCode[];
const describeCode = (code: ErrorCode) => describeError(new StudioError(code, contexts[code]));

describe('describeError', () => {
  it.each(codes)('says what happened and what to do next in one line: %s', (code) => {
    const text = describeCode(code);
    expect(text).toMatch(/^\S.*[.)]$/);
    expect(text).not.toMatch(/\n|undefined|NaN|\[object|\.\.|\.\)/);
    expect(text.length).toBeLessThan(300);
  });

  it('has a sentence of its own for every code', () => {
    expect(new Set(codes.map(describeCode)).size).toBe(codes.length);
  });

  it.each(codes)('does so without the words of a terminal in a chat: %s', (code) => {
    const text = describeError(new StudioError(code, contexts[code]), 'chat');
    expect(text).toMatch(/^\S.*[.)]$/);
    const isForChats = !/^(output|weights|manifest|config|engine|storage|data|port|file)-/.test(code);
    if (isForChats && code !== 'option-invalid') expect(text).not.toMatch(/ -o\b|--\w/);
  });

  it('fills in the facts', () => {
    expect(describeCode('memory-too-small')).toContain('--size 1024');
    expect(describeCode('image-too-many-bytes')).toMatch(/286\.1 MiB.*25\.0 MiB/);
    expect(describeCode('picture-not-found')).toContain('starry-night, coffee');
  });

  it('takes control characters out of names, so that a file cannot command a terminal', () => {
    const name = 'evil\u001b[2J\u0007\n\u202egnp.exe';
    const text = describeError(new StudioError('image-unknown', { name }));
    expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain('evil [2J gnp.exe');
  });

  it('shortens a name of a thousand letters in its middle', () => {
    const text = describeError(new StudioError('image-empty', { name: `${'a'.repeat(1000)}.png` }));
    expect(text.length).toBeLessThan(300);
    expect(text).toContain('…');
    expect(text).toContain('.png is empty');
  });
});

describe('isWrongUse', () => {
  it('tells a wrong option from a failure', () => {
    expect(codes.filter((code) => isWrongUse(new StudioError(code, contexts[code])))).toEqual([
      'output-format',
      'option-invalid',
      'option-missing',
      'picture-not-found',
      'job-unknown',
      'job-state',
      'setting-ceiling',
      'setting-unknown',
      'option-unknown',
      'command-unknown',
    ]);
  });
});

describe('describeNote', () => {
  it('says it in one line with its facts', () => {
    const text = describeNote({ type: 'note', code: 'size-reduced', detail: 'at 2048\ninstead of 4000.' });
    expect(text).toBe('The picture is painted smaller than asked for: at 2048 instead of 4000.');
  });
});
