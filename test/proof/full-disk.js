import process from 'node:process';

// A write beyond the limit of a file's size then fails like any other, instead of ending the process.
process.on('SIGXFSZ', () => {});
