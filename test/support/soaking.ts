/** Loaded before the suites of `npm run soak`. */
process.env.SOAK = "true";
