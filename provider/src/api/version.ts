/** This package's version, as requests tell it. A constant, since a bundled program finds no package.json beside it; a test holds the two together. */
export const version = "0.2.0";
