import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followFile } from 'actty/machines'
import { newSince, takeCensus } from '../../../src/app/testing/census.ts'
import { settle } from '../../../src/app/testing/virtual-clock.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actty-'))
  path = join(folder, 'log')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Follows the file, and takes lines one by one. */
function follow(options: { fromStart?: boolean } = {}) {
  const abort = new AbortController()
  const lines = followFile(path, { signal: abort.signal, ...options })
  const next = async (count: number) => {
    const taken: string[] = []
    while (taken.length < count) taken.push((await lines.next()).value as string)
    return taken
  }
  const end = async () => {
    abort.abort()
    await lines.return()
  }
  return { next, lines, abort, end }
}

describe('followFile', () => {
  test('gives what is there, and what comes', async () => {
    writeFileSync(path, 'one\ntwo\nthr')
    const { next, end } = follow()
    expect(await next(2)).toEqual(['one', 'two'])
    const third = next(1)
    appendFileSync(path, 'ee\n')
    expect(await third).toEqual(['three'])
    await end()
  })

  test('gives only what comes, where it is asked to', async () => {
    writeFileSync(path, 'old\n')
    const { next, end } = follow({ fromStart: false })
    let first: string[] | undefined
    const taken = next(1).then((lines) => (first = lines))
    while (first === undefined) {
      appendFileSync(path, 'new\n')
      await settle()
    }
    expect(await taken).toEqual(['new'])
    await end()
  })

  test('begins anew where the file is truncated', async () => {
    writeFileSync(path, 'one\ntwo\nhalf a l')
    const { next, end } = follow()
    await next(2)
    const after = next(1)
    truncateSync(path)
    appendFileSync(path, 'anew\n')
    expect(await after).toEqual(['anew'])
    await end()
  })

  test('goes on with the new file where it is replaced, as when logs are rotated', async () => {
    writeFileSync(path, 'one\n')
    const { next, end } = follow()
    await next(1)
    const after = next(1)
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'in the new file\n')
    expect(await after).toEqual(['in the new file'])
    await end()
  })

  test('ends when it is told to, and leaves nothing open', async () => {
    const before = takeCensus()
    writeFileSync(path, 'one\n')
    const { next, lines, abort } = follow()
    await next(1)
    const last = lines.next()
    abort.abort()
    expect(await last).toEqual({ done: true, value: undefined })
    await settle()
    expect(newSince(before)).toEqual([])
  })

  test('fails where there is no file', async () => {
    await expect(follow().lines.next()).rejects.toThrow('ENOENT')
  })

  test('loses no line of many', async () => {
    writeFileSync(path, '')
    const { next, end } = follow()
    const all = next(20_000)
    for (let batch = 0; batch < 20; batch++) {
      appendFileSync(path, Array.from({ length: 1_000 }, (_, index) => `${batch * 1_000 + index}\n`).join(''))
      await settle()
    }
    expect(await all).toEqual(Array.from({ length: 20_000 }, (_, index) => String(index)))
    await end()
  })
})
