import { cleanup } from './cleanup.ts'
import { clock } from './clock.ts'
import { composer } from './composer.ts'
import { dashboard } from './dashboard.ts'
import { deploy } from './deploy.ts'
import { editor } from './editor.ts'
import type { Example } from './example.ts'
import { explorer } from './explorer.ts'
import { fetchingExample } from './fetching.ts'
import { formExample } from './form.ts'
import { markdownExample } from './markdown.ts'
import { progress } from './progress.ts'
import { questions } from './questions.ts'
import { recovery } from './recovery.ts'
import { resourceExample } from './resource.ts'
import { resume } from './resume.ts'
import { retry } from './retry.ts'
import { search } from './search.ts'
import { shell } from './shell.ts'
import { store } from './store.ts'
import { stream } from './stream.ts'
import { subprocessExample } from './subprocess.ts'
import { tasksExample } from './tasks.ts'
import { terminalExample } from './terminal.ts'
import { throttle } from './throttle.ts'
import { timeout } from './timeout.ts'

/** All examples, in the order of the gallery. */
export const examples: readonly Example[] = [
  fetchingExample,
  search,
  retry,
  timeout,
  recovery,
  questions,
  formExample,
  composer,
  clock,
  stream,
  throttle,
  store,
  markdownExample,
  progress,
  tasksExample,
  deploy,
  dashboard,
  explorer,
  subprocessExample,
  shell,
  terminalExample,
  editor,
  resourceExample,
  resume,
  cleanup,
]
