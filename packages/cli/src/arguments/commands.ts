import type { PlanFlags } from '../commands/plan.ts';
import type { ReadPrices } from '../settings/price-lists.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandSpec } from './command-spec.ts';
import {
  ALLOW_UNPRICED_FLAG,
  BUDGET_FLAG,
  CONCURRENCY_FLAG,
  CONTACT_SHEET_FLAG,
  DRAFT_FLAG,
  FFMPEG_FLAG,
  FILM_FLAG,
  FORMAT_FLAG,
  JSON_FLAG,
  ONLY_FLAG,
  PLAN_FILE_FLAG,
  PREVIEW_FLAG,
  PROVIDER_FLAG,
  STRICT_FLAG,
} from './flags.ts';
import { INSPECT_COMMAND } from './inspect-command.ts';
import { BALANCE_FLAG, FAULT_FLAG, JOB_SECONDS_FLAG, PORT_FLAG, SEED_FLAG } from './simulate-flags.ts';
import { FILE, TRACKING_COMMANDS } from './tracking-commands.ts';

/** Loaded here, because the bundle of `plan` imports nothing. */
const readPrices: ReadPrices = async (provider, options) =>
  (await import('../commands/read-prices.ts')).readPrices(provider, options);

const BUDGET_VARIABLE =
  'STORYBOARD_BUDGET is a ceiling for every run, like --budget; one that is set but empty is refused.';

/** Every command, in the order in which help lists them. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'init',
    group: 'Write',
    summary: 'write a first storyboard that renders at once, for nothing',
    about:
      'Writes film.yaml with a comment on what matters, its schema for editors, and the lines for .gitignore. Never writes over a storyboard.',
    arguments: [{ form: '[dir]', about: 'where to; default: the working folder' }],
    flags: [JSON_FLAG],
    examples: [
      ['storyboard init', 'here'],
      ['storyboard init my-film', 'in a new folder'],
    ],
    load: async () => (await import('../commands/init.ts')).init,
  },
  {
    name: 'validate',
    group: 'Write',
    summary: 'check storyboards: syntax, schema, rules, what the models can do',
    about:
      'Shows all problems at once, each with its place. Every file is checked; the worst one decides the exit code.',
    arguments: [{ form: '<file...>', about: 'storyboards' }],
    flags: [FORMAT_FLAG, JSON_FLAG],
    examples: [
      ['storyboard validate film.yaml', 'one film'],
      ['storyboard validate films/*.yaml --format github', 'on a pull request’s lines'],
    ],
    load: async () => (await import('../commands/validate.ts')).validate,
  },
  {
    name: 'plan',
    group: 'Make',
    summary: 'say what would be generated, what it would cost and why',
    about: `Needs no key and spends nothing. Ends with exit code 4 where the plan is above the budget, with 0 where only prices are unknown: render refuses those unless --allow-unpriced. ${BUDGET_VARIABLE}`,
    arguments: [FILE],
    flags: [
      BUDGET_FLAG,
      ONLY_FLAG,
      PROVIDER_FLAG,
      ALLOW_UNPRICED_FLAG,
      PLAN_FILE_FLAG,
      FORMAT_FLAG,
      JSON_FLAG,
    ],
    examples: [
      ['storyboard plan film.yaml', 'the price of every shot'],
      ['storyboard plan film.yaml --budget 2.50', 'would it fit into $2.50?'],
      ['storyboard plan film.yaml --out plan.json', 'keep it, for render to carry out'],
      ['storyboard plan film.yaml --json', 'for a program'],
    ],
    load: async () => {
      const { plan } = await import('../commands/plan.ts');
      return (terminal: Terminal, flags: PlanFlags, file: string) => plan(terminal, flags, file, readPrices);
    },
  },
  {
    name: 'render',
    group: 'Make',
    summary: 'carry the plan out and assemble the film; may spend',
    about: `Asks before it spends. What is held already is not made again, what is paid for is waited for; the film is written whole or not at all. ${BUDGET_VARIABLE}`,
    arguments: [
      { form: '<file>', about: 'the storyboard, or a plan that was saved; passing one approves it' },
    ],
    flags: [
      BUDGET_FLAG,
      { flags: '--yes', about: 'spend without asking, within the budget' },
      { flags: '--frozen', about: 'from the lock file and the store alone: no key, no network, no money' },
      ONLY_FLAG,
      PROVIDER_FLAG,
      ALLOW_UNPRICED_FLAG,
      FILM_FLAG,
      CONTACT_SHEET_FLAG,
      DRAFT_FLAG,
      STRICT_FLAG,
      CONCURRENCY_FLAG,
      FFMPEG_FLAG,
      { ...JSON_FLAG, about: 'print one JSON event a line, the last one a summary' },
    ],
    examples: [
      ['storyboard render film.yaml', 'the film'],
      ['storyboard render film.yaml --yes --budget 2.50', 'no question, at most $2.50'],
      ['storyboard render film.yaml --only meet,embrace', 'these and what is held'],
      ['storyboard render plan.json', 'as plan --out saved it'],
      ['storyboard render film.yaml --frozen', 'the locked film, for nothing'],
      ['storyboard render film.yaml --strict', 'fail on what is found'],
    ],
    load: async () => (await import('../commands/render.ts')).render,
  },
  {
    name: 'preview',
    group: 'Make',
    summary: 'make a free animatic: same cut, same timing, prompts on screen',
    arguments: [FILE],
    flags: [
      ONLY_FLAG,
      PREVIEW_FLAG,
      CONTACT_SHEET_FLAG,
      CONCURRENCY_FLAG,
      FFMPEG_FLAG,
      { ...JSON_FLAG, about: 'print one JSON event a line, the last one a summary' },
    ],
    examples: [
      ['storyboard preview film.yaml', 'film.preview.mp4'],
      ['storyboard preview film.yaml --contact-sheet sheet.png', 'with a picture'],
    ],
    load: async () => (await import('../commands/preview.ts')).preview,
  },
  ...TRACKING_COMMANDS,
  INSPECT_COMMAND,
  {
    name: 'models',
    group: 'Look up',
    summary: 'list what the providers’ models can do and cost',
    arguments: [{ form: '[provider]', about: 'one provider only' }],
    flags: [JSON_FLAG],
    examples: [
      ['storyboard models', 'all of them'],
      ['storyboard models shortapi', 'of one provider'],
    ],
    load: async () => (await import('../commands/models.ts')).models,
  },
  {
    name: 'simulate',
    group: 'Look up',
    summary: 'stand in for the paid services on this machine, for nothing',
    about:
      'Runs until Ctrl-C, and prints the lines that send a render to it. Clips are test pictures; a fault can also be asked for in a prompt, as #fault:stuck.',
    arguments: [{ form: '[provider]', about: 'shortapi or aimlapi; default: both' }],
    flags: [
      PORT_FLAG,
      SEED_FLAG,
      FAULT_FLAG,
      JOB_SECONDS_FLAG,
      BALANCE_FLAG,
      FFMPEG_FLAG,
      { ...JSON_FLAG, about: 'print one JSON line when ready, and one for each request' },
    ],
    lists: 'faults',
    examples: [
      ['storyboard simulate', 'both services'],
      ['storyboard simulate shortapi --fault drop-after-create:1', 'one answer is lost'],
    ],
    load: async () => (await import('../commands/simulate.ts')).simulate,
  },
  {
    name: 'schema',
    group: 'Look up',
    summary: 'print the JSON Schema of the storyboard',
    arguments: [],
    flags: [{ ...JSON_FLAG, about: 'the same: the schema is JSON' }],
    examples: [['storyboard schema > storyboard.schema.json', 'for an editor']],
    load: async () => (await import('../commands/schema.ts')).schema,
  },
  {
    name: 'doctor',
    group: 'Look up',
    summary: 'check this machine: Node, ffmpeg, fonts, keys, disk',
    about: 'Says what is missing and what to do about it. Keys are never shown, nor sent anywhere.',
    arguments: [],
    flags: [
      { flags: '--online', about: 'also see whether the providers can be reached' },
      FFMPEG_FLAG,
      JSON_FLAG,
    ],
    examples: [
      ['storyboard doctor', 'this machine'],
      ['storyboard doctor --online', 'and the way to the providers'],
    ],
    load: async () => (await import('../commands/doctor.ts')).doctor,
  },
];
