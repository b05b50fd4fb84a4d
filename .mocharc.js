/** How tests run: files side by side, one more than there are cores, since each also waits; scripts/test.ts says in which order. */
const { availableParallelism } = require("node:os");

module.exports = {
  require: ["ts-node/register"],
  extension: ["test.ts"],
  recursive: true,
  parallel: true,
  jobs: availableParallelism() + 1,
  timeout: 120_000,
  forbidOnly: true,
};
