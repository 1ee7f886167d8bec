import { once } from 'node:events';
import { nearestName, StoryboardError } from '@storyboard/core';
import type { MicroUsd } from '@storyboard/core/units';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import {
  FAULTS,
  type FaultSetting,
  type Faults,
  isFaultName,
  type SimulatedProvider,
  type SimulatedRequest,
  type Simulator,
  startSimulator,
} from '@storyboard/providers/simulator';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { listenForStop } from '../terminal/listen-for-stop.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { accountText, requestText, simulatorText, variablesOf } from '../views/simulate-text.ts';
import { checkProvider } from './check-provider.ts';

const PROVIDERS: readonly SimulatedProvider[] = ['shortapi', 'aimlapi'];

/** `storyboard simulate`: the paid services on this machine, for nothing, until Ctrl-C. */
export async function simulate(
  terminal: Terminal,
  flags: {
    readonly port?: number;
    readonly seed?: number;
    readonly fault?: readonly (readonly [name: string, setting: FaultSetting])[];
    readonly jobSeconds?: readonly [min: number, max: number];
    readonly balance?: MicroUsd;
    readonly ffmpeg?: string;
    readonly json?: true;
  },
  provider: string | undefined,
): Promise<ExitCode> {
  const services = CATALOGUE.filter(({ local }) => !local);
  const wanted = checkProvider(provider, services);
  const providers = PROVIDERS.filter((id) => wanted === undefined || id === wanted);
  const faults = faultsOf(flags.fault ?? []);
  const { findFfmpeg, drawTestClip } = await import('@storyboard/renderer');
  const ffmpeg = await findFfmpeg({ explicit: flags.ffmpeg, environment: terminal.environment });
  const line = (value: unknown): void => terminal.print(`${JSON.stringify(value)}\n`);
  const tell = (id: SimulatedProvider, request: SimulatedRequest): void =>
    flags.json === true
      ? line({ type: 'request', provider: id, ...request })
      : terminal.note(requestText(id, request, terminal.notes));

  using stop = listenForStop(() => {});
  await using simulators = new AsyncDisposableStack();
  const started: Simulator[] = [];
  for (const [index, id] of providers.entries()) {
    const port = flags.port === undefined ? undefined : flags.port + index;
    const simulator = await startSimulator({
      provider: id,
      makeClip: (clip) => drawTestClip({ ...clip, ffmpeg: ffmpeg.path }, { signal: stop.signal }),
      hasCards: true,
      faults,
      onRequest: (request) => tell(id, request),
      ...(port === undefined ? {} : { port }),
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(flags.jobSeconds === undefined ? {} : { jobSeconds: flags.jobSeconds }),
      ...(flags.balance === undefined ? {} : { balance: flags.balance }),
    }).catch((error: unknown) => {
      throw portTaken(error, port);
    });
    started.push(simulators.use(simulator));
  }
  if (flags.json === true) {
    const listed = started.map((simulator) => ({
      provider: simulator.provider,
      origin: simulator.origin,
      key: simulator.key,
      variables: variablesOf(simulator),
    }));
    line({ type: 'ready', simulators: listed });
  } else {
    terminal.print(simulatorText(started));
    terminal.note('Ready; Ctrl-C ends it.\n');
  }
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  const accounts = started.map((simulator) => simulator.account());
  if (flags.json === true) line({ type: 'end', accounts });
  else terminal.note(`\n${accountText(accounts)}`);
  return EXIT_CODES.done;
}

function portTaken(error: unknown, port: number | undefined): unknown {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken || port === undefined) return error;
  return new StoryboardError('usage', `Port ${port} of this machine is in use.`, {
    hint: 'Name another one with --port, or leave it out.',
    cause: error,
  });
}

function faultsOf(given: readonly (readonly [name: string, setting: FaultSetting])[]): Faults {
  for (const [name] of given) {
    if (isFaultName(name)) continue;
    const names = FAULTS.map((fault) => fault.name);
    const nearest = nearestName(name, names) ?? names.find((known) => known.includes(name));
    const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    throw new StoryboardError('usage', `There is no fault ${JSON.stringify(name)}.${suggestion}`, {
      hint: 'storyboard simulate --help',
    });
  }
  return Object.fromEntries(given);
}
