import { CATALOGUE } from '@storyboard/providers/catalogue';
import type { Check } from '../doctor/check.ts';
import { checkBudget } from '../doctor/check-budget.ts';
import { checkDisk } from '../doctor/check-disk.ts';
import { checkFfmpeg } from '../doctor/check-ffmpeg.ts';
import { checkFonts } from '../doctor/check-fonts.ts';
import { checkKeys, checkReach } from '../doctor/check-providers.ts';
import { checkSettings } from '../doctor/check-settings.ts';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { doctorText } from '../views/doctor-text.ts';
import { jsonText } from '../views/json-text.ts';

/** `storyboard doctor`: what this machine has and lacks. Fails only where rendering is not possible. */
export async function doctor(
  terminal: Terminal,
  flags: { readonly online?: true; readonly ffmpeg?: string; readonly json?: true },
): Promise<ExitCode> {
  const { environment, folder } = terminal;
  const checks: readonly Check[] = [
    { name: 'node', status: 'ok', found: `${process.version}, ${process.execPath}` },
    ...(await checkFfmpeg(flags.ffmpeg, environment)),
    await checkFonts(),
    ...(await checkDisk(environment['STORYBOARD_DIR'], folder)),
    ...checkBudget(environment['STORYBOARD_BUDGET']),
    ...checkKeys(CATALOGUE, environment),
    ...checkSettings(CATALOGUE, environment),
    ...(flags.online === true ? await checkReach(CATALOGUE, environment) : []),
  ];
  const ready = checks.every(({ status }) => status !== 'problem');
  const exitCode = ready ? EXIT_CODES.done : EXIT_CODES.unexpected;
  terminal.print(
    flags.json === true ? jsonText({ ready, checks, exitCode }) : doctorText(checks, terminal.results),
  );
  return exitCode;
}
