package dev.whiteboard.video.upload;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.blob.BlobStore.Part;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoView;
import dev.whiteboard.video.catalog.VideoViews;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses to upload to, and the word that all is there. */
@RestController
@RequestMapping("/api/v1/videos")
class UploadController {
    private final Uploads uploads;
    private final Catalogue catalogue;
    private final VideoViews views;
    private final BlobStore blobs;
    private final UploadProperties properties;

    UploadController(Uploads uploads, Catalogue catalogue, VideoViews views, BlobStore blobs,
            UploadProperties properties) {
        this.uploads = uploads;
        this.catalogue = catalogue;
        this.views = views;
        this.blobs = blobs;
        this.properties = properties;
    }

    /** Either one address or several with the size of all parts but the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UploadView(String videoId, String uploadId, Instant expiresAt, @Nullable URI uploadUrl,
            @Nullable Long partSize, @Nullable List<PartView> parts) {}

    /** A part that has arrived has an etag, one that is missing an address. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartView(int partNumber, @Nullable URI uploadUrl, @Nullable String etag) {}

    /** What the client says the upload consists of. */
    record Completion(@Nullable List<DonePart> parts) {}

    /** As the store answered the PUT of it. */
    record DonePart(int partNumber, String etag) {}

    @PostMapping("/upload")
    @ResponseStatus(HttpStatus.CREATED)
    UploadView begin(@RequestBody UploadRequest request, @AuthenticationPrincipal Caller caller) {
        VideoId id = uploads.begin(request.of(caller.userId(), properties.largest().toBytes()), request.sizeBytes());
        return view(uploads.find(id, caller.userId()).orElseThrow(VideoId::missing), List.of());
    }

    /** Where an upload stands, with fresh addresses for what is missing. */
    @GetMapping("/{id}/upload")
    UploadView resume(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        VideoId video = own(VideoId.of(id), caller).id();
        Upload upload = uploads.find(video, caller.userId())
                .orElseThrow(() -> Problem.of(CONFLICT, "its upload is over").asException());
        return view(upload, uploads.arrived(upload));
    }

    /** Accepted always: whether it is a video turns out when it is looked at. */
    @PostMapping("/{id}/upload/complete")
    @ResponseStatus(HttpStatus.ACCEPTED)
    VideoView complete(@PathVariable String id, @RequestBody(required = false) @Nullable Completion completion,
            @AuthenticationPrincipal Caller caller) {
        VideoId video = own(VideoId.of(id), caller).id();
        List<DonePart> done = completion == null ? null : completion.parts();
        Optional<Upload> upload = uploads.find(video, caller.userId());
        if (upload.isPresent() && !uploads.complete(upload.get(), done == null ? null : parts(done))) {
            throw Problem.of(VALIDATION_ERROR, "are not what has arrived").field("parts").asException();
        }
        return views.of(own(video, caller));
    }

    /** Whose video it is not learns nothing of its upload. */
    private Video own(VideoId id, Caller caller) {
        return catalogue.find(id).filter(video -> video.ownerId().equals(caller.userId()))
                .orElseThrow(VideoId::missing);
    }

    private static List<Part> parts(List<DonePart> done) {
        return done.stream().map(part -> new Part(part.partNumber(), part.etag(), 0))
                .sorted(Comparator.comparingInt(Part::number)).toList();
    }

    private UploadView view(Upload upload, List<Part> arrived) {
        String uploadId = PublicId.format("up", upload.id().number());
        String parted = upload.parted();
        if (parted == null) {
            return new UploadView(upload.id().toString(), uploadId, upload.expiresAt(),
                    blobs.writable(upload.key(), properties.expires()), null, null);
        }
        long size = properties.part().toBytes();
        int count = Math.toIntExact((Objects.requireNonNull(upload.size()) + size - 1) / size);
        Map<Integer, Part> there = arrived.stream().collect(Collectors.toMap(Part::number, Function.identity()));
        List<PartView> parts = IntStream.rangeClosed(1, count).mapToObj(number -> {
            Part part = there.get(number);
            return part == null
                    ? new PartView(number, blobs.writablePart(upload.key(), parted, number,
                            properties.expires()), null)
                    : new PartView(number, null, part.etag());
        }).toList();
        return new UploadView(upload.id().toString(), uploadId, upload.expiresAt(), null, size, parts);
    }
}
