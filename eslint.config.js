import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { excepted, forbiddenIn } from './eslint.security.js';

const saga = {
  selector: "Decorator[expression.callee.name='Saga']",
  message: 'Sagas forget at the first throw: follow the log instead.',
};

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        emitDecoratorMetadata: true,
        experimentalDecorators: true,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Nest types its options as classes and takes plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': ['error', saga],
      eqeqeq: 'error',
    },
  },
  {
    files: ['{apps,libs}/*/src/**/*.{ts,tsx}'],
    ignores: ['**/*.{spec,fixture,contract}.ts'],
    rules: { 'no-restricted-syntax': ['error', saga, ...forbiddenIn()] },
  },
  ...excepted.map((file) => ({
    files: [file],
    rules: { 'no-restricted-syntax': ['error', saga, ...forbiddenIn(file)] },
  })),
  {
    files: ['{apps,libs}/*/src/**/*.{ts,tsx}'],
    ignores: ['apps/server/src/web/islands/**', 'apps/verify-page/**'],
    rules: { 'no-restricted-globals': ['error', 'document', 'window', 'localStorage', 'name'] },
  },
  {
    files: ['**/*.spec.{ts,tsx}', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
);
