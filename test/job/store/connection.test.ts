import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connect, type Value } from '../../../src/job/store/connection.js';
import { makeFolder } from './fixture/store.js';

const connectFresh = async () => connect(join(await makeFolder(), 'a.db'), 100);

describe('values', () => {
  test.each([
    ['a boolean', true],
    ['bytes', new Uint8Array([1, 2])],
    ['a buffer', Buffer.from('a')],
    ['nothing', undefined],
    ['no number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a list', ['a']],
    ['an object', { a: 1 }],
    ['a text with NUL', 'a\0b'],
  ])('%s is refused with a TypeError, and the process lives', async (_name, value) => {
    const query = (await connectFresh()).prepare('SELECT ? AS value');
    expect(() => query.all(value as Value)).toThrow(/^Expected `value` to be/);
    expect(() => query.run(value as Value)).toThrow(TypeError);
    expect(query.one('b')).toMatchObject({ value: 'b' });
  });

  test.each([null, '', 'é🎨', 0, -1.5, 2 ** 53 - 1, 1e-300])('%j comes back as it is', async (value) => {
    const connection = await connectFresh();
    connection.exec('CREATE TABLE t (a ANY) STRICT');
    expect(connection.prepare('INSERT INTO t VALUES (?)').run(value)).toBe(1);
    expect(connection.prepare('SELECT a FROM t').all()).toEqual([{ a: value }]);
  });
});

describe('transactions', () => {
  test('one that throws did not happen, and its own error comes through', async () => {
    const connection = await connectFresh();
    connection.exec('CREATE TABLE t (a INTEGER) STRICT');
    const mine = new Error('mine');
    const fail = () => {
      connection.exec('INSERT INTO t VALUES (1)');
      throw mine;
    };
    expect(() => connection.transact('write', fail)).toThrow(mine);
    expect(connection.prepare('SELECT * FROM t').all()).toEqual([]);
    expect(connection.transact('read', () => 5)).toBe(5);
  });

  test('of two writers the second waits, then is told that the first is busy', async () => {
    const first = await connectFresh();
    const second = connect(first.path, 50);
    first.transact('write', () => {
      expect(() => second.transact('write', () => {})).toThrow(/storage-busy/);
    });
    expect(second.transact('write', () => 'in')).toBe('in');
  });
});

test('what is closed says so, also to statements that were made before, and lets go of its locks', async () => {
  const connection = await connectFresh();
  const query = connection.prepare('SELECT 1');
  connection.exec('BEGIN EXCLUSIVE');
  connection.close();
  connection.close();
  expect(() => query.all()).toThrow(/to be open/);
  expect(() => connection.exec('SELECT 1')).toThrow(/to be open/);
  expect(connect(connection.path, 0).transact('write', () => 'in')).toBe('in');
});
