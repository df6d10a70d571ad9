/**
 * Kills a bot again and again and prints what became of its jobs (`npm run bench:crash`, arguments: rounds with the
 * stand-in renderer, rounds with the real engine, seed). Leaves with 1 where anything was lost or done twice.
 */
import { type CrashFigures, findFailures, runCrashes } from '../crash/crash-run.js';

const [rounds = 30, realRounds = 4, seed = 1] = process.argv.slice(2).map(Number);
const say = (line: string) => void process.stdout.write(`${line}\n`);

const failures: string[] = [];
const count = (states: CrashFigures['states']) =>
  Object.entries(states)
    .map(([state, jobs]) => `${jobs} ${state}`)
    .join(', ');

async function run(title: string, options: Parameters<typeof runCrashes>[0]): Promise<void> {
  say(`\n${title}`);
  const figures = await runCrashes(options);
  const { botKills, heldKills, childKills, deaths, acknowledged, unacknowledged, refused } = figures;
  const { resumes, stepsSaved, restarts, answers, pictures, doubles, lost, swept, orphans, missing } =
    figures;
  say(`rounds            ${figures.rounds}`);
  say(
    `kills             bot ${botKills} (${heldKills} between the platform's yes and our note), renderer ${childKills}`,
  );
  say(`renderers dead    ${deaths} under a job, accidents of their own among them`);
  say(
    `jobs              ${acknowledged} acknowledged, ${unacknowledged} taken in as the bot died, ${refused} refused`,
  );
  say(`came to           ${count(figures.states)}`);
  say(
    `second tries      ${resumes} from a checkpoint (${stepsSaved} steps saved), ${restarts} from 0 (none written yet)`,
  );
  say(`answers           ${answers} posted, ${pictures} with a picture; doubles ${doubles}`);
  say(`lost              ${lost}`);
  say(`files             ${swept} orphans, after a sweep ${orphans.length}; ${missing.length} missing`);
  failures.push(...findFailures(figures));
}

const common = { seed, say };
if (rounds > 0) {
  await run('With a stand-in renderer', {
    ...{ ...common, rounds, renderer: 'stand-in', jobsPerRound: 4, withinMs: 900 },
  });
}
if (realRounds > 0) {
  await run('With the engine, 64 px', {
    ...{ ...common, rounds: realRounds, renderer: 'real', jobsPerRound: 2, withinMs: 4000 },
  });
}
for (const failure of failures) say(`FAILED ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
