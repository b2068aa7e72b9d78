import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('a program is drawn without being started, as one page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-'))
  const actty = (...words: string[]) =>
    spawnSync(process.execPath, ['--import=tsx', 'dist/app/commands/actty.js', 'storyboard', ...words], {
      encoding: 'utf8',
    })
  const page = join(folder, 'hello.html')
  const { stdout, status } = actty('examples/hello.ts', '-o', page, '--size', '44x8')
  expect(stdout).toContain(`5 screens in ${page}`)
  expect(status).toBe(0)
  expect(readFileSync(page, 'utf8')).toContain('<figcaption>44x8</figcaption>')
  expect(actty('examples/hello.ts', '--size', '80')).toMatchObject({
    stderr: 'actty storyboard: --size is COLUMNSxROWS, such as 80x24, not 80\n',
    status: 2,
  })
  rmSync(folder, { recursive: true })
})
