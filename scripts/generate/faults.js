import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from '../../packages/providers/src/simulator/fault-list.ts';
import { root } from '../workspace.js';

const path = 'docs/simulator.md';
const place = /(<!-- faults: written by pnpm generate -->\n)[\s\S]*(<!-- \/faults -->)/;

/** @type {Readonly<Record<string, string>>} */
const stages = {
  submit: 'In the answer to a submission',
  job: 'In what becomes of a job',
  poll: 'In the answer to a question about a job',
  download: 'In the footage',
  logs: 'In the list of requests',
};

/** The tables of faults in the page on the simulators. */
export async function files() {
  const page = readFileSync(join(root, path), 'utf8');
  const tables = Object.entries(stages).map(([stage, title]) => {
    const rows = FAULTS.filter((fault) => fault.stage === stage).map((fault) => {
      const only = 'only' in fault ? ` (${fault.only})` : '';
      return `| \`${fault.name}\` | ${fault.about}${only} |\n`;
    });
    return `\n| ${title} | |\n| --- | --- |\n${rows.join('')}`;
  });
  return [{ path, text: page.replace(place, (_, start, end) => `${start}${tables.join('')}\n${end}`) }];
}
