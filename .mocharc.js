/** How tests run: files side by side, as many as there are cores; scripts/test.ts says in which order. */
const { availableParallelism } = require("node:os");

module.exports = {
  require: ["ts-node/register"],
  extension: ["test.ts"],
  recursive: true,
  parallel: true,
  jobs: availableParallelism(),
  timeout: 120_000,
  forbidOnly: true,
};
