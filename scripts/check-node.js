// Imported first, for its effect: everything after it may rely on the Node that it asks for.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(
    `storyboard's set-up needs Node 20 or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Install a current Node, then run the same command again.\n',
  );
  process.exit(1);
}
