import { createRequire } from 'node:module'

/** A package that a part of the engine needs, and that isn't installed: it is an optional peer dependency. */
export class MissingPackageError extends Error {
  /** The name of the class. */
  override readonly name = 'MissingPackageError'
  /** The name of the package. */
  readonly package: string

  constructor(name: string, cause: unknown) {
    super(
      `pseudoterminal needs the package ${name}, which can't be loaded: npm install @lydell/node-pty @xterm/headless`,
      { cause },
    )
    this.package = name
  }
}

const load = createRequire(import.meta.url)

/**
 * An optional package, loaded when it is first needed.
 *
 * @throws MissingPackageError if it can't be loaded.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a cast, with a name
export function peerPackage<Package>(name: string): Package {
  try {
    return load(name) as Package
  } catch (error) {
    throw new MissingPackageError(name, error)
  }
}
