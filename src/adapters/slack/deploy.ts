/** Prints the application's manifest, or writes it, and says where to paste it. Slack is not asked. */
import { writeFile } from 'node:fs/promises';
import { StudioError } from '../../errors.js';
import { slackManifest } from './manifest.js';

export interface ManifestOrder {
  readonly isHttp: boolean;
  /** As typed; null = none. */
  readonly url: string | null;
  /** A file; null = it is printed. */
  readonly output: string | null;
  /** On one line, and nothing else. */
  readonly isJson: boolean;
}

export interface Printing {
  readonly stdout: (text: string) => void;
  /** What is not a part of the manifest. */
  readonly stderr: (text: string) => void;
}

const create = 'https://api.slack.com/apps?new_app=1';
const steps =
  `In Slack: ${create} > From a manifest > choose the workspace > JSON > paste it > Create.\n` +
  'For an app that is there: its page > App Manifest > JSON > paste it > Save Changes. README goes on from there.\n';

const expected = 'an address that Slack can reach, such as https://studio.example';

/** @throws StudioError 'option-invalid', 'option-missing'. */
function readUrl({ url, isHttp }: ManifestOrder): string | null {
  if (url === null) {
    if (isHttp) throw new StudioError('option-missing', { option: 'url' });
    return null;
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isGood =
    parsed !== null &&
    parsed.protocol === 'https:' &&
    parsed.search + parsed.hash + parsed.username + parsed.password === '';
  if (!isGood) throw new StudioError('option-invalid', { option: 'url', value: url, expected });
  return parsed.href.replace(/\/+$/, '');
}

/** @throws StudioError 'option-invalid' and 'option-missing' for the address, 'file-unwritable'. */
export async function writeManifest(order: ManifestOrder, { stdout, stderr }: Printing): Promise<void> {
  const manifest = slackManifest({ isHttp: order.isHttp, url: readUrl(order) });
  const text = `${JSON.stringify(manifest, null, order.isJson ? undefined : 2)}\n`;
  const { output } = order;
  if (output === null) stdout(text);
  else {
    await writeFile(output, text).catch((error: Error) => {
      throw new StudioError('file-unwritable', { path: output, detail: error.message }, { cause: error });
    });
    stderr(`Wrote ${output}.\n`);
  }
  if (!order.isJson) stderr(steps);
}
