import { fold } from './durations.ts';
import type { Node } from '../markdown/parts.ts';
import { tellsOfFailure } from './occasions.ts';
import { roleOfTitle } from './roles.ts';
import type { Role } from '../runbook.ts';
import { isStepTitle } from './leadIns.ts';

// "Scenario 2: Region outage", "Senaryo B", "3. Szenario 1", "Caso 2": English, Turkish, German and Spanish.
const SCENARIO =
  /^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?:failure|incident|recovery|disaster|outage|failover|ariza|felaket|ausfall|fehler) )?(?:scenario|senaryo|szenario|escenario|case|vaka|fall|caso)\s*#?(?:\d{1,2}|[a-h])\b(?!\s*(?:test|drill))/;
// "SEV-1: Critical", "Severity 2 (high)" and nothing else: one of them is what has come. "Level 2", "SEV 1 declared: page the team" and
// "Severity 1 patches" may as well be what comes next.
const SEVERITY =
  /^\W*(?:(?:\d+\.)+\s+|\d+\)?\s+)?(?:sev|severity|severidad|schweregrad|onem derecesi)[ -]?#?([0-5])\W{1,5}(?:critical|severe|high|medium|moderate|low|major|minor|kritik|yuksek|orta|dusuk|kritisch|hoch|mittel|niedrig|critic[oa]|alt[oa]|medi[oa]|baj[oa])\W*(?:\([^()]*\)\W*)?$/;
// "Runbooks by scenario", "Disaster scenarios": whatever the sections below are called.
const HOLDS =
  /\b(?:(?:by|per|nach|por) (?:scenario|senaryo|szenario|escenario|incident)|(?!^)scenarios|^scenarios$|senaryolar\w*|\w*szenarien|escenarios)\b/;
// Several runbooks in one file: "RB-002: Rotate the keys", "Runbook 3 - Restore". Not "DR-01: Stop the writes", which numbers steps.
const RUNBOOK = /^\W*(?:(?:rbk?|pb|sop|irp)-\d{1,4}|(?:runbook|playbook)\s*#?\d{1,3})\s*[:.)–—-]/;
// Those of a test or a drill are done one after the other.
const TRIED =
  /\b(?:smoke|acceptance|verif\w*|validation|regression|test\w*|drills?|exercises?|rehears\w*|game ?days?|qa|tatbikat\w*|ubung\w*|simulacros?|pruebas?)\b/;

/**
 * The sections that are scenarios, or runbooks of their own, among those below a title, each with what it is for: a reader has
 * one of them, and walking them all would mend what is not broken.
 */
export function scenariosAmong(nodes: readonly Node[], above: string): ReadonlyMap<Node, Role> {
  const scenarios = HOLDS.test(fold(above)) ? nodes.filter(isNoStep) : nodes.filter(isScenario);
  const named = scenarios.length > 0 ? scenarios : severitiesAmong(nodes);
  const found = named.length > 0 ? named : nodes.filter(isRunbook);
  const isTrial = [above, ...found.map(({ part }) => part.title)].some(title => TRIED.test(fold(title)));
  return found.length < 2 || isTrial
    ? new Map()
    : new Map(found.map(node => [node, tellsOfFailure(node.part.title) ? 'troubleshooting' : 'option']));
}

function isScenario({ part }: Node): boolean {
  return SCENARIO.test(fold(part.title.slice(0, LONGEST)));
}

// Each has a number of its own; a second "SEV-1: Critical" is another part of one and the same work.
function severitiesAmong(nodes: readonly Node[]): readonly Node[] {
  const found = nodes.flatMap(node => {
    const number = SEVERITY.exec(fold(node.part.title.slice(0, LONGEST)))?.[1];
    return number === undefined ? [] : [{ node, number }];
  });
  const isApart = new Set(found.map(({ number }) => number)).size === found.length;
  return isApart && found.length > 1 ? found.map(({ node }) => node) : [];
}

function isRunbook({ part }: Node): boolean {
  return RUNBOOK.test(fold(part.title.slice(0, LONGEST)));
}

function isNoStep({ part }: Node): boolean {
  return (
    !isStepTitle(part.title) && roleOfTitle(part.title) !== 'reference' && !AROUND.test(fold(part.title))
  );
}

// What is done before or after whichever of them it is.
const AROUND =
  /^\W*(?:(?:\d+\.?)+\s+)?(?:prepar\w*|pre-?(?:requisites?|checks?)|before|verif\w*|validat\w*|post-?\w*|after|on ?kosullar|hazirlik|dogrulama|vorbereitung\w*|voraussetzung\w*|uberprufung|requisitos|verificacion|common steps|overview|general)\b/;

const LONGEST = 120;
