/** A picture that is for the one who asked alone: nobody else in the server sees anything of it, no moderator either. */
import { describe, expect, it } from 'vitest';
import type { Requester } from '../src/job/job.js';
import type { Studio } from '../src/studio.js';
import { ada, openStudio, photo } from './studio-stage.js';

const { signal } = new AbortController();
const bob: Requester = { ...ada, user: 'bob' };
const mod: Requester = { ...ada, user: 'mod', isModerator: true };
const submission = {
  ...{ requester: ada, content: photo, address: null, values: {} },
  styles: [{ picture: { preset: 'harvest' }, weight: 1 }],
};

async function openPrivate() {
  const stage = await openStudio();
  const job = await stage.studio.submit({ ...submission, isPrivate: true }, signal);
  return { ...stage, job };
}

const ways: Readonly<Record<string, (studio: Studio, id: string, who: Requester) => Promise<unknown>>> = {
  job: (studio, id, who) => studio.job(id, who),
  picture: (studio, id, who) => studio.picture(id, who),
  photo: (studio, id, who) => studio.album.photo(id, who),
  style: (studio, id, who) => studio.album.style(id, 0, who),
  vary: (studio, id, who) => studio.vary(id, who, {}, null, signal),
  retry: (studio, id, who) => studio.retry(id, who, signal),
  watch: (studio, id, who) => studio.watch(id, who, AbortSignal.timeout(50))[Symbol.asyncIterator]().next(),
  cancel: (studio, id, who) => studio.cancel(id, who),
  remove: (studio, id, who) => studio.remove(id, who, signal),
};

describe.each(Object.entries(ways))('%s', (name, act) => {
  it.each([
    ['another person', bob],
    ['a moderator', mod],
  ])('is told %s that there is no such job', async (_, who) => {
    const { studio, job, database } = await openPrivate();
    await expect(act(studio, job.id, who)).rejects.toMatchObject({ code: 'job-unknown' });
    expect(await database.jobs.list()).toEqual([job]);
  });

  it('is done for its owner', async () => {
    const { studio, job } = await openPrivate();
    if (name === 'retry') await studio.cancel(job.id, ada);
    await expect(act(studio, job.id, ada)).resolves.not.toThrow();
  });
});

it('shows in the lists of its owner alone', async () => {
  const { studio, job } = await openPrivate();
  const open = await studio.submit(submission, signal);
  const seen = async (who: Requester) => (await studio.recent(who, 10)).map(({ id }) => id);
  expect(await seen(ada)).toEqual([open.id, job.id]);
  expect(await seen(bob)).toEqual([open.id]);
  expect(await seen(mod)).toEqual([open.id]);
  expect((await studio.history(ada)).map(({ id }) => id)).toEqual([open.id, job.id]);
  expect(await studio.history(bob)).toEqual([]);
});

it('stays private when it is painted again, and an open one stays open', async () => {
  const { studio, job, database } = await openPrivate();
  const varied = await studio.vary(job.id, ada, { values: { strength: '70' } }, null, signal);
  await studio.cancel(job.id, ada);
  const again = await studio.retry(job.id, ada, signal);
  for (const { id } of [varied, again]) {
    expect((await database.jobs.get(id))!.isPrivate).toBe(true);
    await expect(studio.job(id, bob)).rejects.toMatchObject({ code: 'job-unknown' });
  }
  const open = await studio.submit(submission, signal);
  expect((await studio.vary(open.id, ada, {}, null, signal)).isPrivate).toBe(false);
});
