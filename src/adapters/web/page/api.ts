/** The calls to the service. */
import type { CommandAnswer, StartAnswer } from '../protocol.js';

export interface Api {
  start(signal: AbortSignal): Promise<StartAnswer>;
  /** @param sent told how much of the form has been sent, 0..1. */
  command(name: string, form: FormData, sent: (share: number) => void): Promise<CommandAnswer>;
  press(form: FormData, sent: (share: number) => void): Promise<CommandAnswer>;
}

/** @param reload called when the login is over: the service then shows its own page for it. */
export function createApi(reload: () => void): Api {
  return {
    async start(signal) {
      const response = await fetch('/api/start', { signal, headers: { accept: 'application/json' } });
      if (response.status === 401) reload();
      if (!response.ok) throw new Error(`Expected /api/start to answer 200, got ${response.status}`);
      return (await response.json()) as StartAnswer;
    },
    command: (name, form, sent) => send(`/api/command/${encodeURIComponent(name)}`, form, sent, reload),
    press: (form, sent) => send('/api/button', form, sent, reload),
  };
}

// Why not fetch: only XMLHttpRequest tells how much of an upload has gone.
function send(
  url: string,
  form: FormData,
  sent: (share: number) => void,
  reload: () => void,
): Promise<CommandAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'json';
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) sent(loaded / total);
    };
    request.onload = () => {
      if (request.status === 401) reload();
      const answer: unknown = request.response;
      if (isAnswer(answer)) resolve(answer);
      else reject(new Error(`Expected ${url} to answer with a reply, got ${request.status}`));
    };
    request.onerror = () => reject(new Error(`${url} does not answer`));
    request.send(form);
  });
}

const isAnswer = (answer: unknown): answer is CommandAnswer =>
  typeof answer === 'object' &&
  answer !== null &&
  'type' in answer &&
  (answer.type === 'message' || answer.type === 'reply');
