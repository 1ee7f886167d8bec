import { type SimulatedProvider, type Simulator, startSimulator } from '@storyboard/providers/simulator';
import { drawTestClip } from '@storyboard/renderer';

/** A simulated service with the variables that lead the command to it. */
export type Service = Simulator & { readonly environment: Readonly<Record<string, string>> };

/** Starts a simulated service that makes its clips in a moment; `key` is one that no text has by chance. */
export async function startService(
  provider: SimulatedProvider,
  changes: Partial<Parameters<typeof startSimulator>[0]> = {},
): Promise<Service> {
  const simulator = await startSimulator({
    provider,
    key: `sk-${provider}-5ecre7Key`,
    jobSeconds: 0.2,
    makeClip: (clip) => drawTestClip({ ...clip, ffmpeg: 'ffmpeg' }),
    ...changes,
  });
  const name = provider.toUpperCase();
  const environment = { [`${name}_BASE_URL`]: simulator.origin, [`${name}_KEY`]: simulator.key };
  return { ...simulator, environment };
}
