package io.crossguard.contract;

import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The descriptors of our own proto files, comments included, as the jar carries them. */
final class Contract {
  private static final String DESCRIPTOR_SET = "/crossguard/descriptor.binpb";

  private Contract() {}

  static List<FileDescriptorProto> files() {
    try (InputStream in = Contract.class.getResourceAsStream(DESCRIPTOR_SET)) {
      if (in == null) {
        throw new IllegalStateException("no descriptor set at " + DESCRIPTOR_SET);
      }
      ExtensionRegistry options = ExtensionRegistry.newInstance();
      AnnotationsProto.registerAllExtensions(options);
      return FileDescriptorSet.parseFrom(in, options).getFileList().stream()
          .filter(file -> file.getPackage().startsWith("crossguard."))
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("unreadable descriptor set at " + DESCRIPTOR_SET, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
