import { openSlack } from '../../../src/adapters/slack/open-slack.js';
import { jobClock } from '../../../src/job/clock.js';
import { actions } from '../../../src/reply/reply.js';
import type { Exchange, Person } from '../../fakes/slack/person.js';
import { startSlack } from '../../fakes/slack/start.js';
import type { Message, SlackFile, View } from '../../fakes/slack/world.js';
import { type Ask, type Driver, type Shown, type Somebody, serve, stranger } from './driver.js';
import { runSuite } from './suite.js';

const patience = 40_000;
const nothing: Shown = { text: '', pictures: 0, buttons: [], job: null };

const idsOf = ({ parts }: Message) =>
  parts.flatMap(({ action_id: id }) => (typeof id === 'string' ? [id.split(':')] : []));
const isFinished = (message: Message) => idsOf(message).some(([, action]) => action === 'delete');
const isTaken = (message: Message) =>
  idsOf(message).some(([, action]) => action === 'cancel' || action === 'delete');

async function open(): Promise<Driver> {
  const slack = await startSlack({ fileReadyMs: 50, postBurst: 50 });
  const team = slack.addTeam();
  const [one, admin] = [slack.addUser(team), slack.addUser(team, { isAdmin: true })];
  const { token } = slack.install(admin);
  const channel = slack.addChannel(team, {}, [one, admin]);
  slack.invite(channel);
  const env = { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
  const { service, close } = await serve(env, [(parts) => openSlack({ ...parts, clock: jobClock })]);
  const messages = new Map<string, Message>();

  const toShown = (message: Message): Shown => {
    const ids = idsOf(message).filter(
      ([version, action]) => version === 'v1' && actions.includes(action as never),
    );
    const job = ids[0]?.[2] ?? null;
    if (job !== null) messages.set(job, message);
    const inThread = slack
      .messages(message.channel)
      .filter(({ thread, ts }) => thread === message.ts && ts !== message.ts);
    return {
      text: message.words,
      pictures: inThread.flatMap(({ files }) => files).length,
      buttons: ids.map(([, action]) => action as Shown['buttons'][number]),
      job,
    };
  };

  /** The first new message of the bot's that is such, or that says no to somebody alone. */
  const shownAfter = async (
    before: ReadonlySet<Message>,
    person: Person,
    is: (message: Message) => boolean,
  ): Promise<Shown> => {
    const isAnswer = (message: Message) =>
      message.ephemeralFor === person.user.id ? !isTaken(message) || is(message) : is(message);
    const find = () => slack.messages().find((message) => !before.has(message) && isAnswer(message));
    await slack.until(() => find() !== undefined, patience);
    return toShown(find()!);
  };

  /** The form of /stylize, with its controls where they are needed. */
  const openForm = async (person: Person, names: readonly string[]): Promise<View> => {
    const view = await person.slash('/stylize').modal();
    const has = ({ blocks }: View) => names.every((name) => blocks.some((block) => block.block_id === name));
    if (!has(view)) person.press(view, 'v1:controls');
    return view.until(has, patience);
  };

  const submit = async (person: Person, asked: Ask): Promise<Exchange> => {
    const { content, style, preset = '', mask, init, values = {} } = asked;
    const { private: isPrivate, 'invert-mask': isInverted, ...rest } = values;
    const upload = ({ bytes, name }: Ask['content']): SlackFile => slack.upload(person.user, { bytes, name });
    const given = Object.entries({ content, style, mask, 'init-picture': init });
    const pictures = given.flatMap(([name, one]) =>
      one === undefined ? [] : [[name, [upload(one)]] as const],
    );
    const fields = {
      ...rest,
      ...(preset === '' ? {} : { [/[,:]/.test(preset) ? 'more_presets' : 'preset']: preset }),
      ...(isPrivate === 'true' ? { private: ['yes'] } : {}),
      ...(isInverted === 'true' ? { 'invert-mask': 'on' } : {}),
    };
    const files = Object.fromEntries(pictures);
    const view = await openForm(person, [...Object.keys(fields), ...Object.keys(files)]);
    return person.submit(view, fields, files);
  };

  const somebody = (person: Person): Somebody => {
    const ask = async (wanted: Ask, is: (message: Message) => boolean): Promise<Shown> => {
      // A form has no presets but those that there are; words do.
      if (wanted.preset?.includes(' ')) {
        const told = await person.slash('/stylize', wanted.preset).message(patience);
        return toShown(told);
      }
      const before = new Set(slack.messages());
      const sent = await submit(person, wanted);
      const { response } = await sent.acknowledged;
      const errors = (response as { errors?: Record<string, string> } | null)?.errors;
      if (errors !== undefined) return { ...nothing, text: Object.values(errors).join('\n') };
      return shownAfter(before, person, is);
    };
    return {
      stylize: (wanted) => ask(wanted, isFinished),
      begin: (wanted) => ask(wanted, isTaken),
      async command(name, values = {}) {
        const words = [name, values.action, values.job, values.name, values.value].filter(
          (word) => word !== undefined,
        );
        return (await person.slash('/stylize', words.join(' ')).message(patience)).words;
      },
      async press({ job }, action) {
        const message = messages.get(job!)!;
        const before = new Set(slack.messages());
        const exchange = person.press(message, `v1:${action}:${job}`);
        if (action === 'cancel') {
          await message.until(isFinished, patience);
          return toShown(message);
        }
        if (action === 'delete') {
          const told = () =>
            [...exchange.messages, ...slack.messages().filter((one) => !before.has(one))].find(
              ({ ephemeralFor }) => ephemeralFor === person.user.id,
            );
          await slack.until(() => message.isDeleted || told() !== undefined, patience);
          return message.isDeleted ? nothing : toShown(told()!);
        }
        if (action === 'info') return toShown(await exchange.message(patience));
        return shownAfter(before, person, isFinished);
      },
    };
  };

  return {
    service,
    tenant: `slack/${team.id}`,
    requester: stranger('slack', team.id),
    member: somebody(slack.as(one, channel)),
    moderator: somebody(slack.as(admin, channel)),
    async close() {
      await close();
      await slack.close();
    },
  };
}

runSuite('slack', open);
