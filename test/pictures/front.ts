import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { galleryOf } from '../../examples/gallery.ts'
import { examples } from '../../examples/index.ts'
import type { Picture } from './pictures.ts'

const packages = {
  acorn: '8.16.0',
  'acorn-jsx': '5.3.2',
  'acorn-loose': '8.5.2',
  'acorn-walk': '8.3.5',
  ajv: '8.18.0',
  'ajv-formats': '3.0.1',
  'ansi-styles': '4.3.0',
  argparse: '2.0.1',
  'assertion-error': '2.0.1',
  'balanced-match': '4.0.4',
  'brace-expansion': '5.0.3',
  chai: '6.2.2',
  'color-convert': '2.0.1',
  'cross-spawn': '7.0.6',
}

/** A project to be shown: always the same, whatever is installed here. */
export function inProject(): () => void {
  const before = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
  const write = (path: string, name: string, version: string) => {
    mkdirSync(join(folder, path), { recursive: true })
    writeFileSync(join(folder, path, 'package.json'), JSON.stringify({ name, version }))
  }
  write('.', 'people', '2.4.0')
  for (const [name, version] of Object.entries(packages)) write(`node_modules/${name}`, name, version)
  process.chdir(folder)
  return () => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  }
}

/** What a newcomer sees first. */
export const frontPictures: readonly Picture[] = [
  {
    name: 'gallery',
    component: galleryOf(examples),
    columns: 110,
    rows: 32,
    prepare: inProject,
    async act(app) {
      await app.until('answer 2')
      await app.until('const load = fromPromise(')
    },
  },
]
