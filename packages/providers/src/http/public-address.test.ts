import { expect, test } from 'vitest';
import { downloadAddress } from './download-address.ts';

const POLICY = { title: 'Loom', ownOrigin: undefined };

test.each([
  'https://127.0.0.1/a.mp4',
  'https://2130706433/a.mp4',
  'https://0x7f.1/a.mp4',
  'https://017700000001/a.mp4',
  'https://[::1]/a.mp4',
  'https://[::ffff:127.0.0.1]/a.mp4',
  'https://[::ffff:7f00:1]/a.mp4',
  'https://[64:ff9b::7f00:1]/a.mp4',
  'https://[2002:7f00:1::]/a.mp4',
  'https://[fe80::1]/a.mp4',
  'https://[fd00:ec2::254]/a.mp4',
  'https://10.0.0.1/a.mp4',
  'https://172.16.0.1/a.mp4',
  'https://192.168.1.1/a.mp4',
  'https://100.64.0.1/a.mp4',
  'https://169.254.169.254/latest/meta-data',
  'https://0.0.0.0/a.mp4',
  'https://255.255.255.255/a.mp4',
  'https://224.0.0.1/a.mp4',
  'http://cdn.example/a.mp4',
  'https://cdn.example:8443/a.mp4',
  'https://me:pass@cdn.example/a.mp4',
  'ftp://cdn.example/a.mp4',
  'file:///etc/passwd',
  'data:video/mp4;base64,AAAA',
  'javascript:alert(1)',
  '//cdn.example/a.mp4',
  'nonsense',
  '',
])('%s is not fetched', (text) => {
  expect(() => downloadAddress(text, POLICY)).toThrow(expect.objectContaining({ kind: 'not-allowed' }));
});

test.each([
  'https://cdn.example/a.mp4?Signature=1',
  'https://1.1.1.1/a.mp4',
  'https://[2606:4700::1111]/a.mp4',
])('%s may be fetched', (text) => {
  expect(downloadAddress(text, POLICY)).toEqual({ url: new URL(text), own: false });
});

test('the host of the origin that the user has set may be anywhere, and only it', () => {
  const policy = { title: 'Loom', ownOrigin: 'http://127.0.0.1:4000' };
  expect(downloadAddress('http://127.0.0.1:4000/a.mp4', policy).own).toBe(true);
  expect(downloadAddress('http://127.0.0.1:4001/a.mp4', policy).own).toBe(true);
  expect(downloadAddress('/b.mp4', policy, 'http://127.0.0.1:4000/a.mp4').own).toBe(true);
  expect(downloadAddress('https://cdn.example/a.mp4', policy).own).toBe(false);
  for (const text of [
    'http://10.0.0.1:4000/a.mp4',
    'http://a.localhost:4000/a.mp4',
    'http://cdn.example/a.mp4',
    'file://127.0.0.1/a.mp4',
  ]) {
    expect(() => downloadAddress(text, policy)).toThrow(expect.objectContaining({ kind: 'not-allowed' }));
  }
  // A server may name itself in another way than the user did.
  expect(downloadAddress('http://localhost:4001/a.mp4', policy).own).toBe(true);
  expect(
    downloadAddress('http://127.0.0.1:1/a.mp4', { ...policy, ownOrigin: 'http://localhost:4000' }).own,
  ).toBe(true);
  expect(downloadAddress('http://[::1]:1/a.mp4', { ...policy, ownOrigin: 'http://localhost:4000' }).own).toBe(
    true,
  );
  const secure = { title: 'Loom', ownOrigin: 'https://proxy.example' };
  expect(() => downloadAddress('http://proxy.example/a.mp4', secure)).toThrow(/not https/);
});
