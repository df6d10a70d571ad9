/** The same way from end to end with the other engine: a picture in Slack, painted by TensorFlow. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/image/decode.js';
import { hasTensorflow, howToSetUp } from '../../../engine/tensorflow/is-set-up.js';
import { jobOf, known, newest, openStage, patience, picturesIn, type Stage, shows } from './stage.js';

describe.skipIf(!hasTensorflow)(`Slack with the engine tensorflow${howToSetUp}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({}, { IMPASTO_ENGINE: 'tensorflow' });
  }, 60_000);
  afterAll(() => stage?.close());

  it('paints, and the job says what computed it', { timeout: patience }, async () => {
    const before = known(stage.slack);
    await stage.ask();
    const message = await newest(stage.slack, shows('delete'), before);
    const picture = picturesIn(stage.slack, message)[0]!;
    const { width, height } = await decodeImage(picture.bytes, { name: picture.name });
    expect(Math.max(width, height)).toBe(128);
    const requester = { door: 'slack', tenant: stage.team.id, user: stage.ada.user.id } as const;
    const job = await stage.service.studio.job(jobOf(message)!, {
      ...{ ...requester, channel: null, roles: [], isModerator: false },
    });
    expect(job.result!.recipe).toMatchObject({ engine: 'tensorflow' });
  });
});
