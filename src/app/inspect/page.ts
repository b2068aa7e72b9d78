import type { ServerResponse } from 'node:http'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { EventNames } from './messages.ts'
import type { StatelyChoice } from './stately.ts'

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

interface PageOptions {
  /** As the browser calls this server. */
  readonly host: string
  /** The Stately inspector, if the page may show it or ask for it. */
  readonly stately: StatelyChoice | undefined
  /** The page may send events and keys. */
  readonly control: boolean
}

/** Answers a request for the page or for what it is made of. */
export function answerPage(path: string, response: ServerResponse, options: PageOptions): void {
  const headers = headersOf(options)
  if (path === '') {
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' })
    response.end(pageOf(options))
    return
  }
  const [, name, extension = ''] = /^viewer\/([\w-]+\.(js|css))$/.exec(path) ?? []
  if (name === undefined) {
    response.writeHead(404, headers).end()
    return
  }
  import('#viewer').then(
    ({ files }) => {
      if (files[name] === undefined) response.writeHead(404, headers).end()
      else response.writeHead(200, { ...headers, 'content-type': types[extension] }).end(files[name])
    },
    () =>
      response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('not built: npm run build\n'),
  )
}

/** The page can load nothing from elsewhere, except the Stately inspector if that was asked for, and can't stand in a frame. */
function headersOf({ host, stately }: PageOptions): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ws://${host}`,
      "img-src 'self' data:",
      ...(stately?.isAsked === true ? [`frame-src ${new URL(stately.address).origin}`] : []),
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  }
}

const eventNames: EventNames = XSTATE_EVENTS

function pageOf({ stately, control }: PageOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>actty inspector</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="viewer/viewer.css">
<script type="module" src="viewer/main.js"></script>
</head>
<body ${statelyAttribute(stately)}${control ? ' data-control' : ''} data-event-names="${escapeHtml(JSON.stringify(eventNames))}">
<noscript>The inspector is a program: it needs JavaScript.</noscript>
</body>
</html>
`
}

function statelyAttribute(stately: StatelyChoice | undefined): string {
  if (stately === undefined) return ''
  return `data-${stately.isAsked ? 'stately' : 'offers'}="${escapeHtml(stately.address)}"`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
