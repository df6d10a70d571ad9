/** A request of the page on its way through the routes. */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Requester } from '../../job/job.js';

export interface Bindings {
  Bindings: HttpBindings;
  Variables: {
    /** Known behind the login alone. */
    requester: Requester;
  };
}

export type Here = Context<Bindings>;
