/** The house's table as data: who may import whom, and which package has its home where. */

/** What every module may import. The configuration is handed over as data, so only its types travel. */
export const everyone = ['src/errors.ts', 'src/log.ts', 'type src/config.ts'];

/** A door knows what people do and what is said to them, and nothing of how it is done. */
const door = [
  'type src/studio.ts',
  'type src/conversation/',
  'type src/job/',
  'type src/request/',
  'src/reply/',
  'commands/',
  'type src/progress/',
];

/**
 * Per home (a file, or a folder with all below it), what it may import of ours beside itself; `type ` before a name
 * allows its types only. The longest home that fits a module is the one that counts.
 */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/errors.ts': [],
  'src/log.ts': ['src/redact.ts'],
  'src/redact.ts': [],
  'src/config.ts': ['src/engine/port.ts', 'src/variable.ts', 'src/chat-variables.ts'],
  'src/chat-variables.ts': ['src/variable.ts'],
  'src/variable.ts': [],
  'src/assets.ts': [],
  'src/manifest.ts': [],
  'src/listen.ts': [],
  'src/progress/': [],
  'src/image/': [],
  // The estimate of the time left is a part of every step that the engine tells of.
  'src/engine/': ['type src/progress/', 'src/progress/eta.ts', 'type src/image/', 'src/manifest.ts'],
  // Its setup finds the nested package from the project's root.
  'src/engine/tensorflow/': ['src/engine/', 'src/assets.ts'],
  // What a process says waits for its reader in a mailbox.
  'src/engine/process/': [
    'src/engine/',
    'type src/progress/',
    'src/progress/mailbox.ts',
    'type src/image/',
    'src/assets.ts',
  ],
  // The lists of devices and starts, and the recipes, are data that options offer and replies explain.
  'src/request/': [
    'src/image/',
    'src/engine/port.ts',
    'src/engine/recipe/',
    // The names of the layers.
    'src/engine/network/vgg19.ts',
    'src/manifest.ts',
    'src/assets.ts',
  ],
  // Settings are options like any other: one parser and one row type for both.
  'src/job/': ['src/progress/', 'src/request/option.ts', 'src/request/parse.ts', 'src/request/options.ts'],
  'src/studio.ts': [
    'src/intake.ts',
    'src/album.ts',
    'type src/own-styles.ts',
    'src/request/',
    'src/job/',
    'src/progress/',
    'src/image/',
    'src/engine/port.ts',
  ],
  // The way in of a job: from what was handed over to a row.
  'src/intake.ts': ['type src/own-styles.ts', 'src/picture-store.ts', 'src/request/', 'src/job/'],
  // The pictures of a job, on their way in.
  'src/picture-store.ts': ['src/own-styles.ts', 'src/request/', 'src/job/', 'src/image/'],
  // The styles of a server, between their rows and the pictures that jobs take.
  'src/own-styles.ts': ['src/request/', 'src/job/', 'src/image/'],
  // Stored pictures, small enough to be shown.
  'src/album.ts': ['type src/own-styles.ts', 'src/request/', 'src/job/', 'src/image/', 'type src/progress/'],
  // A stored job to a render and back.
  'src/painter.ts': ['src/request/', 'src/job/', 'src/progress/', 'src/image/', 'src/engine/port.ts'],
  'src/archive.ts': [
    'src/intake.ts',
    'src/own-styles.ts',
    'src/request/',
    'src/job/',
    'src/engine/plan.ts',
    'src/engine/recipe/',
    'src/engine/process/checkpoint-file.ts',
  ],
  'src/slots.ts': ['src/engine/port.ts', 'src/engine/process/'],
  // What runs beside the doors: health, metrics.
  'src/operation/': ['type src/job/', 'type src/progress/', 'src/listen.ts'],
  'commands/': [
    'src/request/option.ts',
    'src/request/options.ts',
    'src/request/bench-options.ts',
    'src/request/sheet-options.ts',
    'type src/engine/port.ts',
    'src/engine/recipe/',
  ],
  // What is said and answered at every door, between the studio and the replies.
  'src/conversation/': [
    'type src/studio.ts',
    'type src/intake.ts',
    'src/job/job.ts',
    'src/job/id.ts',
    // Where pictures may be shown is one rule, for those who let jobs in and for those who show them.
    'src/job/age-restriction.ts',
    'type src/job/',
    'src/progress/',
    'src/reply/',
    'src/request/',
    'commands/',
  ],
  // Jobs are told of at every door: where they stand, what became of them.
  'src/reply/': [
    'src/progress/',
    'type src/job/',
    'type src/request/',
    // Which values are the usual ones, and how layers are typed.
    'src/request/order.ts',
    'src/request/layers.ts',
    'type src/engine/port.ts',
    'src/engine/recipe/',
  ],
  'src/tools/': [
    'src/engine/',
    'src/image/',
    'src/request/',
    'src/progress/',
    'src/assets.ts',
    'src/job/',
    'src/reply/',
  ],
  // The chats have attachments, which are fetched where they are asked for.
  'src/adapters/discord/': [...door, 'src/request/download.ts', 'src/adapters/chat/'],
  // Slack comes to a server of ours, too.
  // Its forms tell mistakes at their fields, while they are open.
  'src/adapters/slack/': [
    ...door,
    'src/request/download.ts',
    'src/request/parse.ts',
    // What is typed there names a style, or nearly.
    'src/request/names.ts',
    'src/adapters/chat/',
    'src/listen.ts',
  ],
  // What every chat needs, whichever it is. Several styles with weights are one text there.
  'src/adapters/chat/': [...door, 'src/request/style-list.ts'],
  // The page has a server of its own, and stops an upload at what a picture may have.
  'src/adapters/web/': [
    ...door,
    'src/listen.ts',
    'src/image/limits.ts',
    'src/image/sniff.ts',
    'src/request/parse.ts',
    'src/job/id.ts',
  ],
  // Runs in a browser, which has these modules alone: what lies elsewhere is known by its types.
  'src/adapters/web/page/': ['type src/adapters/web/protocol.ts', 'type src/reply/', 'type src/progress/'],
  // The terms of a loss are weighed there as in a plot.
  'src/adapters/terminal/': [
    'type src/studio.ts',
    'src/reply/',
    'commands/',
    'type src/progress/',
    'src/progress/terms.ts',
  ],
  // Which doors open is composing, too; nobody but the ways in needs to know.
  'src/doors.ts': [
    'src/adapters/',
    'src/config.ts',
    'src/job/clock.ts',
    'type src/job/',
    'type src/request/',
    'src/tools/io.ts',
    'type commands/',
  ],
  // Each composes one command for the terminal's way in.
  'src/cli/': ['src/', 'commands/'],
  'src/main.ts': ['src/', 'commands/'],
  'src/cli.ts': ['src/', 'commands/'],
};

/** Which package may be imported where. One that is not listed may be imported nowhere. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  '@hono/node-server': ['src/adapters/web/'],
  '@discordjs/rest': ['src/adapters/discord/'],
  '@slack/bolt': ['src/adapters/slack/'],
  '@slack/web-api': ['src/adapters/slack/'],
  '@tensorflow/tfjs-backend-wasm': ['src/engine/tensorflow/'],
  '@tensorflow/tfjs-core': ['src/engine/tensorflow/'],
  '@tensorflow/tfjs-node-gpu': ['src/engine/tensorflow/'],
  bullmq: ['src/job/'],
  'cli-progress': ['src/adapters/terminal/'],
  commander: ['src/cli.ts', 'src/adapters/terminal/'],
  'discord.js': ['src/adapters/discord/'],
  dotenv: ['src/config.ts'],
  hono: ['src/adapters/web/'],
  libsql: ['src/job/store/'],
  'onnxruntime-common': ['src/engine/onnx/'],
  'onnxruntime-node': ['src/engine/'],
  'p-queue': ['src/image/', 'src/job/'],
  pino: ['src/log.ts'],
  'prom-client': ['src/operation/'],
  protobufjs: ['src/engine/onnx/'],
  'pure-rand': ['src/engine/planes/'],
  sharp: ['src/image/'],
};
