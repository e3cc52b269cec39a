/** What a rule can say of an output; `ask` where only a person can. */
export type Decision = 'met' | 'differs' | 'ask';
