import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appTaker, takeApp, type HandedApp } from '../hand-over.ts'

/**
 * Imports a program and returns the app that it would start.
 *
 * @throws Error (as a rejection) if the program starts none, or fails before it does.
 */
export async function importProgram(program: string, args: readonly string[]): Promise<HandedApp> {
  const { app } = await importModule(program, args)
  if (app === undefined) throw new Error(`${program} ended and started no app with run()`)
  return app
}

/** What an imported program has: the app that it would start, or else what it exports. */
export interface ImportedProgram {
  readonly app: HandedApp | undefined
  readonly exported: Readonly<Record<string, unknown>>
}

/**
 * Imports a program, which may start an app or only export something.
 *
 * @throws Error (as a rejection) if it fails.
 */
export async function importModule(program: string, args: readonly string[]): Promise<ImportedProgram> {
  const path = resolve(program)
  process.argv = [process.argv[0]!, path, ...args]
  if (/\.[cm]?tsx?$/.test(path)) await learnTypeScript(path)
  const taken = takeApp().then((app) => ({ app, exported: {} }))
  const terminal = pretendTerminal()
  // The program may start its app long after it was imported; an import that waits for one never ends.
  const imported = import(pathToFileURL(path).href) as Promise<ImportedProgram['exported']>
  imported.catch((error: unknown) => {
    // A program that goes on by itself fails as it would without us.
    if (appTaker() === undefined)
      queueMicrotask(() => {
        throw error
      })
  })
  const ended = new Promise<ImportedProgram>((done, reject) => {
    let exported: ImportedProgram['exported'] = {}
    imported.then((module) => (exported = module), reject)
    process.once('beforeExit', () => done({ app: undefined, exported }))
  })
  return Promise.race([taken, ended]).finally(terminal.giveUp)
}

/** A program may do something else without a terminal than what was recorded on one. */
function pretendTerminal(): { readonly giveUp: () => void } {
  const streams = [process.stdin, process.stdout]
  const before = streams.map(({ isTTY }) => isTTY)
  streams.forEach((stream) => (stream.isTTY = true))
  return { giveUp: () => streams.forEach((stream, index) => (stream.isTTY = before[index]!)) }
}

/** Programs in TypeScript run where tsx is installed, or where Node knows TypeScript itself. */
async function learnTypeScript(path: string): Promise<void> {
  if (process.execArgv.some((argument) => argument.includes('tsx'))) return
  for (const from of [path, resolve('package.json')]) {
    try {
      const { register } = (await import(moduleOfTsx(from))) as { readonly register: () => unknown }
      register()
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  if ('typescript' in process.features && Boolean(process.features.typescript)) return
  throw new Error(`${path} is TypeScript: npm install --save-dev tsx, or use the program's JavaScript`)
}

/** The address of the module that registers tsx. `require` would find its CommonJS, which can't be imported from elsewhere. */
function moduleOfTsx(from: string): string {
  const path = createRequire(from).resolve('tsx/package.json')
  const { exports } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly exports: { readonly './esm/api': { readonly import: { readonly default: string } } }
  }
  return new URL(exports['./esm/api'].import.default, pathToFileURL(path)).href
}
