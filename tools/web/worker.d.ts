/** What the press writes above the worker: the files of its folder, with the hashes of their content. */
declare const FIRST: Record<string, string>;
declare const LATER: Record<string, string>;
