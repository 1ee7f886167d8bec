import { expect, test } from 'vitest';
import { createProgressReader } from './progress.ts';

const report = 'frame=24\nfps=0.00\ntotal_size=512\nout_time_us=1000000\nspeed=N/A\nprogress=continue\n';

test('reports are read however they are cut', () => {
  const text = `${report}frame=48\nout_time_us=2000000\nprogress=end\n`;
  for (let cut = 0; cut <= text.length; cut += 1) {
    const read = createProgressReader();
    const seen = [...read(text.slice(0, cut)), ...read(text.slice(cut))];
    expect(seen).toEqual([
      { frames: 24, seconds: 1, sizeBytes: 512 },
      { frames: 48, seconds: 2, sizeBytes: 512 },
    ]);
  }
});

test('a value that is not known yet keeps the last one', () => {
  const read = createProgressReader();
  read(report);
  expect(read('frame=N/A\r\ntotal_size=N/A\r\nout_time_us=N/A\r\nprogress=end\r\n')).toEqual([
    { frames: 24, seconds: 1, sizeBytes: 512 },
  ]);
});
