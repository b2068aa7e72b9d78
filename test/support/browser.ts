import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const executable = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path))

if (executable === undefined)
  console.warn(
    'no Chromium on this machine (apt-get install chromium): the tests that need a browser are skipped',
  )

export const hasBrowser = executable !== undefined

/** A real browser without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable!,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}
