import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openLedger } from '../ledger/open-ledger.ts';
import { intentOf, NO_LIMITS } from './ledger-intent.ts';

/**
 * A process of its own that works on a ledger, for tests that stop and kill it:
 * `ledger-child <store> hold <name>` claims one take and stays; `claim <count>` claims that many and ends; `write` claims
 * one after the other without end and says what was acknowledged.
 */
const [store = '', work, argument = ''] = process.argv.slice(2);
const ledger = openLedger(store, { film: 'film.yaml', now: Date.now });

switch (work) {
  case 'hold': {
    const claimed = ledger.claim(intentOf(argument), NO_LIMITS);
    writeSync(1, `${JSON.stringify({ run: ledger.run, claimed })}\n`);
    // The garbage collector must not end what the process holds.
    setInterval(() => globalThis.gc?.(), 20);
    break;
  }
  case 'claim': {
    const won: string[] = [];
    for (let index = 0; index < Number(argument); index += 1) {
      const claimed = ledger.claim(intentOf(`f${index}`), NO_LIMITS);
      if (claimed.status !== 'claimed') continue;
      won.push(claimed.job);
      ledger.recordStep(claimed.job, 'submit', { status: 'accepted', operation: { job: randomUUID() } });
    }
    writeSync(1, `${JSON.stringify(won)}\n`);
    ledger[Symbol.dispose]();
    break;
  }
  case 'write':
    for (;;) {
      const name = randomUUID();
      const claimed = ledger.claim(intentOf(name), NO_LIMITS);
      if (claimed.status !== 'claimed') throw new Error(claimed.status);
      writeSync(1, `${claimed.job} sending\n`);
      ledger.recordStep(claimed.job, 'submit', { status: 'accepted', operation: { job: name } });
      writeSync(1, `${claimed.job} in-flight\n`);
      ledger.recordStep(claimed.job, 'end', { status: 'succeeded' });
      writeSync(1, `${claimed.job} ready\n`);
    }
  default:
    throw new Error(`No such work: ${work}`);
}
