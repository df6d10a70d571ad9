/** The book sees what must never happen: otherwise a crash test that passes would mean nothing. */
import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/job/job.js';
import type { Post } from '../fakes/platform/board.js';
import { createBook } from './book.js';

const job = (id: string, state: Job['state'] = 'done', blob: string | null = `blob of ${id}`) =>
  ({ id, state, checkpointStep: 0, result: blob === null ? null : { blob } }) as unknown as Job;
const post = (text: string, picture: string | null = null) => ({ text, picture }) as Post;
const answer = (id: string) => post(`${id} done`, `blob of ${id}`);

describe('the book of a crash run', () => {
  it('finds nothing wrong with a job that was promised, resumed, done and posted once', () => {
    const book = createBook(5);
    book.acknowledge('a');
    book.hear({ event: 'started', id: 'a', resumedAt: 0 });
    book.hear({ event: 'checkpoint', id: 'a', step: 5 });
    book.hear({ event: 'started', id: 'a', resumedAt: 5 });
    book.hear({ event: 'ended', id: 'a', state: 'done' });
    const figures = book.balance([job('a')], [post('your picture is in the queue'), answer('a')]);
    expect(book.faults).toEqual([]);
    expect(figures).toMatchObject({
      ...{ acknowledged: 1, states: { done: 1 }, resumes: 1, stepsSaved: 5, restarts: 0 },
      ...{ answers: 1, pictures: 1, doubles: 0, lost: 0 },
    });
  });

  it('lets a try begin one checkpoint beyond the last that the bot came to tell of, and at 0 where none was', () => {
    const book = createBook(5);
    for (const resumedAt of [0, 0, 5, 10]) book.hear({ event: 'started', id: 'a', resumedAt });
    expect(book.faults).toEqual([]);
  });

  it.each([
    ['from 0 although there was a checkpoint', 5, 0],
    ['from an older checkpoint', 10, 5],
    ['from one that cannot be there yet', 5, 15],
  ])('sees a try that begins %s', (_, checkpoint, resumedAt) => {
    const book = createBook(5);
    book.hear({ event: 'started', id: 'a', resumedAt: 0 });
    book.hear({ event: 'checkpoint', id: 'a', step: checkpoint });
    book.hear({ event: 'started', id: 'a', resumedAt });
    expect(book.faults).toHaveLength(1);
  });

  it('counts a checkpoint that only the database knows', () => {
    const book = createBook(5);
    book.know({ ...job('a', 'running'), checkpointStep: 20 });
    book.hear({ event: 'started', id: 'a', resumedAt: 0 });
    expect(book.faults).toEqual(['a: began at 0, its last checkpoint was at 20']);
  });

  it('sees a job that ends twice, starts after its end, or loses its checkpoint', () => {
    const book = createBook(5);
    for (let k = 0; k < 2; k++) book.hear({ event: 'ended', id: 'a', state: 'done' });
    book.hear({ event: 'started', id: 'a', resumedAt: 0 });
    book.hear({ event: 'note', id: 'a', code: 'checkpoint-lost' });
    expect(book.faults).toHaveLength(3);
  });

  it.each([
    ['that is not there', [], []],
    ['that has not ended', [job('a', 'running', null)], []],
    ['that nobody was told of', [job('a', 'failed', null)], []],
    ['whose picture was never posted', [job('a')], [post('a done')]],
  ])('misses a job %s', (_, jobs, posts) => {
    const book = createBook(5);
    book.acknowledge('a');
    expect(book.balance(jobs, posts).lost).toBeGreaterThan(0);
    expect(book.faults).not.toEqual([]);
  });

  it.each([
    ['an answer', [answer('a'), post('a done')]],
    ['a picture', [answer('a'), post('something else', 'blob of a')]],
  ])('sees %s that is there twice', (_, posts) => {
    const book = createBook(5);
    expect(book.balance([job('a')], posts)).toMatchObject({ doubles: 1, lost: 0 });
    expect(book.faults).toHaveLength(1);
  });
});
