import type { RiskKind } from '../statement.ts';

/** Risks of what applications are built and run with: frameworks, their migrations and scripts, their hosts; written as `riskTable` is. */
export const applicationRisks: Readonly<Partial<Record<RiskKind, string>>> = {
  delete: `
    npm unpublish
    heroku *:destroy
    serverless|sls remove
    sam|wrangler delete
    cdk destroy
    eb terminate
    fly|flyctl destroy
    vercel remove|rm
    firebase|netlify *:delete`,
  'scale-to-zero': `
    heroku ps:scale *=0`,
  drop: `
    rails|rake db:drop|db:reset|db:purge
    npm|yarn|pnpm|bun *db:reset*|*db-reset*|*reset-db*|*db:drop*|*db-drop*|*drop-db*|*db:wipe*
    heroku pg:reset
    php artisan migrate:fresh|migrate:reset|db:wipe
    python|python3 manage.py flush|reset_db
    manage.py flush|reset_db
    prisma migrate reset
    npx prisma migrate reset
    supabase db reset --linked|--db-url
    npx supabase db reset --linked|--db-url`,
  restore: `
    npm|yarn|pnpm|bun restore|restore:*|*:restore`,
  restart: `
    heroku|cf restart|restage|stop
    heroku ps:restart
    npm|yarn|pnpm|bun restart|restart:*|*:restart|stop|stop:*|*:stop
    php artisan down|queue:restart`,
  rollback: `
    db-migrate down
    npx|yarn|pnpm db-migrate down
    alembic downgrade
    rails|rake db:rollback|db:migrate:down
    flyway undo
    liquibase rollback*
    knex migrate:rollback
    npx knex migrate:rollback
    npx sequelize* db:migrate:undo*
    npx typeorm migration:revert
    python|python3 manage.py migrate zero
    manage.py migrate zero
    heroku rollback|releases:rollback
    vercel|netlify|railway|wrangler rollback
    cap|bundle *deploy:rollback*
    php artisan migrate:rollback
    npm|yarn|pnpm *rollback*`,
  apply: `
    manage.py migrate
    alembic upgrade
    rails|rake db:migrate|db:seed
    flyway|liquibase migrate|update
    db-migrate up
    npx|yarn|pnpm db-migrate up
    npx prisma migrate deploy
    prisma migrate deploy
    npx drizzle-kit push|migrate
    drizzle-kit push|migrate
    php artisan migrate|up
    npx knex migrate:latest
    python|python3 manage.py migrate
    fly|flyctl|vercel|netlify|serverless|sls|firebase|skaffold|copilot|werf|eb|sam|cdk|wrangler deploy
    vercel --prod
    railway up
    fly|flyctl|heroku secrets|config:set|maintenance:on|maintenance:off !list
    npm|yarn|pnpm|bun *deploy*|*migrate*|*promote*|*failover*|*cutover*
    cap|bundle deploy|deploy:*`,
};
