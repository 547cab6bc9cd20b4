# One image for every service: docker build --build-arg SERVICE=url-shortener .
# What runs ffmpeg: docker build --build-arg SERVICE=video-service --build-arg RUNTIME=with-ffmpeg .
# The build stage is the same for all, so that Docker runs Maven once.
ARG RUNTIME=plain
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/m2 mvn -B -ntp -Dmaven.repo.local=/m2 -DskipTests -Dformatter.skip package

FROM build AS layers
ARG SERVICE
RUN java -Djarmode=tools -jar ${SERVICE}/target/*-app.jar extract --layers --destination /layers --application-filename app.jar

FROM eclipse-temurin:25-jre AS plain

# For video-service. ffmpeg is the distribution's own package, under its own licence; it is run as a program, and no part
# of it is in any jar of ours.
FROM plain AS with-ffmpeg
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*

FROM ${RUNTIME} AS runtime
RUN useradd --system --uid 10001 --no-create-home whiteboard
WORKDIR /app
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
# What a service spools before it can be sent (clicks): mount a volume here.
RUN mkdir /var/lib/whiteboard /var/log/whiteboard && chown whiteboard /var/lib/whiteboard /var/log/whiteboard
VOLUME /var/lib/whiteboard
USER 10001
ENV SERVER_ADDRESS=0.0.0.0 LOG_FORMAT=json
HEALTHCHECK --interval=3s --timeout=3s --start-period=60s --retries=20 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/localhost/$((SERVER_PORT + 2000)) && printf 'GET /readyz HTTP/1.0\r\n\r\n' >&3 && grep -q '^HTTP.* 200' <&3"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", "-jar", "app.jar"]
