/**
 * First import of every door: on an older Node better-sqlite3's native module would end the process without a word.
 * It ends it with a sentence instead, before anything else is loaded.
 */
const oldestNode = 22;

if (Number(process.versions.node.split(".")[0]) < oldestNode) {
  process.stderr.write(`Retransmit needs Node ${oldestNode} or newer, and this is ${process.version}. Use \`npm start\`, which brings its own.\n`);
  process.exit(1);
}
