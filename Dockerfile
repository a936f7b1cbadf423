FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY vite.config.ts ./
COPY src ./src
COPY jobs ./jobs
RUN npm run build

# The workspace to try it in: `docker compose -f compose.demo.yaml up`.
FROM build AS demo
COPY tsconfig.json ./
COPY playground ./playground
RUN mkdir -p .cache .data && chown node .cache .data
USER node
EXPOSE 3900
CMD ["node", "--import", "tsx/esm", "playground/start.ts", "--port", "3900"]

FROM node:24-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Of the eight weights of the font two are used; the others would be 90 MB of the image.
RUN npm ci --omit=dev && npm cache clean --force \
  && find node_modules/@expo-google-fonts -name '*.ttf*' ! -name '*_400Regular.ttf' ! -name '*_700Bold.ttf' -delete
COPY --from=build /app/dist ./dist
# Where the programs keep what V8 has compiled of them.
RUN mkdir dist/shared/.compiled && chown node dist/shared/.compiled

USER node
EXPOSE 3000 3001

# A small heap: less memory, and no slower (docs/performance.md). The worker is started as in compose.yaml.
CMD ["node", "--max-semi-space-size=2", "--heap-growing-percent=50", "dist/bot.js"]
