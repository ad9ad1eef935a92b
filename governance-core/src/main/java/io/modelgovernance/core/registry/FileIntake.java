package io.modelgovernance.core.registry;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.ArtifactManifest;
import io.modelgovernance.spi.ContentStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes files and whole directories into the content store: hashed once, on the way in. Symbolic links are refused, and
 * so is a file that changed while it was read.
 */
final class FileIntake {
    private static final int MOST_FILES = 10_000;
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "json", "application/json",
            "yaml", "application/yaml",
            "yml", "application/yaml",
            "txt", "text/plain",
            "csv", "text/csv",
            "md", "text/markdown",
            "html", "text/html",
            "xml", "application/xml",
            "zip", "application/zip");

    private final ContentStore content;
    private final List<Artifact> artifacts = new ArrayList<>();

    private FileIntake(ContentStore content) {
        this.content = content;
    }

    /** Stores files under their names, and the files of directories under their paths in these. */
    static ArtifactManifest store(List<Path> files, ContentStore content) {
        FileIntake intake = new FileIntake(content);
        for (Path file : files) {
            Path name = file.getFileName();
            if (name != null && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                intake.directory(file);
            } else {
                intake.file(file, String.valueOf(name));
            }
        }
        return new ArtifactManifest(intake.artifacts);
    }

    private void directory(Path root) {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(root)) {
            found = walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(String.valueOf(root.getFileName()));
        }
        if (found.size() > MOST_FILES) {
            throw InvalidInputException.of(
                    "directory " + root.getFileName(), "has more than " + MOST_FILES + " files", "smaller or packed");
        }
        for (Path file : found) {
            List<String> parts = new ArrayList<>();
            root.relativize(file).forEach(part -> parts.add(part.toString()));
            file(file, String.join("/", parts));
        }
    }

    private void file(Path file, String name) {
        try {
            BasicFileAttributes before = attributes(file, name);
            try (Counting in = new Counting(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
                Digest digest = content.put(in);
                requireSame(name, before, attributes(file, name), in.count);
                artifacts.add(new Artifact(name, in.count, digest, mediaType(name)));
            }
        } catch (IOException e) {
            throw unreadable(name);
        }
    }

    private static BasicFileAttributes attributes(Path file, String name) throws IOException {
        try {
            BasicFileAttributes its = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (its.isRegularFile()) {
                return its;
            }
        } catch (java.nio.file.NoSuchFileException e) {
            throw missing(name);
        }
        throw missing(name);
    }

    private static void requireSame(String name, BasicFileAttributes before, BasicFileAttributes after, long read) {
        if (read != before.size()
                || after.size() != before.size()
                || !after.lastModifiedTime().equals(before.lastModifiedTime())
                || !java.util.Objects.equals(after.fileKey(), before.fileKey())) {
            throw new ConflictException(
                    "artifact " + name,
                    "The artifact (" + name + ") must stay as it is while it is read, but it changed."
                            + " Maybe register it when whoever writes it has finished.");
        }
    }

    private static String mediaType(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return name.endsWith("MLmodel") ? "application/yaml" : MEDIA_TYPES.getOrDefault(ending, Artifact.BYTES);
    }

    private static InvalidInputException missing(String name) {
        return InvalidInputException.of(
                "artifact " + name, "is not there", "a regular file or a directory of these, not a symbolic link");
    }

    private static InvalidInputException unreadable(String name) {
        return new InvalidInputException(
                "artifact " + name, "cannot be read", "The artifact " + name + " must be readable.");
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
