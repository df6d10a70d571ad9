/** The same way from end to end with the other engine: a picture in Discord, painted by TensorFlow. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/image/decode.js';
import { hasTensorflow, howToSetUp } from '../../../engine/tensorflow/is-set-up.js';
import { finished, jobOf, openStage, patience, type Stage } from './stage.js';

describe.skipIf(!hasTensorflow)(`Discord with the engine tensorflow${howToSetUp}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({}, { IMPASTO_ENGINE: 'tensorflow' });
  }, 60_000);
  afterAll(() => stage?.close());

  it('paints, and the job says what computed it', { timeout: patience }, async () => {
    const message = await finished(stage.ask());
    const { bytes, filename } = message.attachments.find(({ filename: name }) => name.endsWith('.png'))!;
    const { width, height } = await decodeImage(bytes, { name: filename });
    expect(Math.max(width, height)).toBe(128);
    const requester = { door: 'discord', tenant: stage.guild.id, user: stage.ada.user.id } as const;
    const job = await stage.service.studio.job(jobOf(message)!, {
      ...{ ...requester, channel: null, roles: [], isModerator: false },
    });
    expect(job.result!.recipe).toMatchObject({ engine: 'tensorflow' });
  });
});
