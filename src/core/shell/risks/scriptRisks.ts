import type { RiskKind } from '../statement.ts';

const script = '*.sh|*.bash|*.py|*.rb|*.pl|*.js|*.ts|*.php|make|just|task|rake';

/** What the author's own scripts and targets say that they do; written as `riskTable` is. */
export const scriptRisks: Readonly<Partial<Record<RiskKind, string>>> = {
  delete: `
    ${script} delete|delete-*|delete_*|destroy|destroy-*|remove-*|remove_*|purge|purge-*|wipe|wipe-*|uninstall|undeploy
    ${script} teardown|teardown-*|tear-down|decommission|decommission-*|nuke
    *delete*.sh|*delete*.py|*destroy*.sh|*destroy*.py|*teardown*.sh|*uninstall*.sh|*purge*.sh|*wipe*.sh`,
  drop: `
    ${script} db-drop|db:drop|drop-db|db-reset|db:reset|reset-db|drop-database|reset-database`,
  restore: `
    ${script} restore|restore-*|restore_*
    *restore*.py|*restore*.rb`,
  restart: `
    ${script} restart|restart-*|stop|stop-*|shutdown|reboot
    restart*.sh|*-restart.sh|*_restart.sh|stop*.sh|shutdown*.sh`,
  rollback: `
    ${script} rollback|rollback-*|rollback_*|roll-back|revert|revert-*|undo`,
  apply: `
    ${script} deploy|deploy-*|*-deploy|promote|promote-*|*-promote|release|publish|migrate|migrate-*|*-migrate|upgrade|install
    ${script} switch|switch-*|cutover|failover|failover-*|rotate|rotate-*|toggle-*|scale|scale-*|push|*-push|*-push-*|enable-*|disable-*
    *migrat*.sh|*migrat*.py|deploy*.py|*failover*.sh|*rotate*.sh|*promote*.sh`,
};
