import { existsSync } from 'node:fs'
import tseslint from 'typescript-eslint'

/** What XState does not promise is known in one file: another version of XState is that file's business alone. */
const xstateInternals = [
  'Identifier[name=/^(_(?!version$)[a-z]\\w*|defer|maxIterations)$/]',
  // `enqueue.stopChild` is documented.
  'Identifier[name="stopChild"]:not(MemberExpression[object.name="enqueue"] > Identifier)',
  // '@xstate.' begins the documented inspection events.
  'Literal[value=/^(_parent$|xstate\\.)/]',
  'Literal[regex.pattern=/xstate/]',
  'TemplateElement[value.raw=/(^|[^@])xstate\\./]',
].map((selector) => ({
  selector,
  message:
    'XState does not promise this. Use what src/machines/kit/xstate-internals.ts exports, or add it there.',
}))

// The bench installs its peers when it runs. Until then, what needs their types can't be checked.
const hasPeers = existsSync(new URL('bench/peers/node_modules', import.meta.url))

export default tseslint.config(
  { ignores: ['dist/', 'docs/', 'test/app/mistakes/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // With noUncheckedIndexedAccess every read of a typed array is `number | undefined`: where the index is in bounds, `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // What a switch forgets (a kind, an action, a depth) is an error.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // XState's actor references are interfaces; its classes are not made to be told apart.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Code points are meant where a string is spread: clusters are made of them in one place, src/render/text/shape.ts.
      '@typescript-eslint/no-misused-spread': 'off',
      // Control characters are this project's business.
      'no-control-regex': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/machines/kit/xstate-internals.ts'],
    rules: { 'no-restricted-syntax': ['error', ...xstateInternals] },
  },
  {
    // What runs in a browser has its own project.
    files: ['src/app/inspect/viewer/**'],
    languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.viewer.json' } },
  },
  {
    files: ['examples/**', 'test/**', 'bench/**', '*.config.*'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A generator that yields is async for the sake of what takes it.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: hasPeers ? ['**/*.js'] : ['**/*.js', 'bench/peers/**'], ...tseslint.configs.disableTypeChecked },
)
